package dev.aicli.migrate.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.aicli.migrate.model.BackupException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far a restore has come, on the disk before each of its steps: what a killed one left is completed or undone by
 * it.
 *
 * @param home to what
 * @param backup what is being restored
 * @param present the backup of what was there before
 * @param runId the run that restores
 * @param decided whether the files must still take their places; before, everything is as it was, unless
 *     {@code database} tells otherwise
 * @param database what the database's own way of restoring must know to find out which state it is in
 * @param files the new files, each beside the one whose place it takes
 */
public record RestoreJournal(
        Home home,
        BackupId backup,
        BackupId present,
        String runId,
        boolean decided,
        Map<String, String> database,
        List<StagedFile> files) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String PREFIX = "restore";
    private static final String SUFFIX = ".json";

    /** Older versions knew only one, whatever project and database it was about. */
    private static final String OF_OLDER_VERSIONS = PREFIX + SUFFIX;

    public RestoreJournal {
        database = Collections.unmodifiableMap(new LinkedHashMap<>(database));
        files = List.copyOf(files);
    }

    RestoreJournal withDatabase(Map<String, String> facts) {
        return new RestoreJournal(home, backup, present, runId, decided, facts, files);
    }

    RestoreJournal withFiles(List<StagedFile> staged) {
        return new RestoreJournal(home, backup, present, runId, decided, database, staged);
    }

    RestoreJournal withDecision() {
        return new RestoreJournal(home, backup, present, runId, true, database, files);
    }

    private static String name(Home home) {
        return PREFIX + "-" + home.key() + SUFFIX;
    }

    /** Puts it on the disk; returns it. */
    public RestoreJournal write(BackupStore store) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(json).useDefaultPrettyPrinter()) {
            generator.writeStartObject();
            generator.writeStringField("project", home.project());
            generator.writeStringField("belongsTo", home.database());
            generator.writeStringField("backup", backup.text());
            generator.writeStringField("present", present.text());
            generator.writeStringField("runId", runId);
            generator.writeBooleanField("decided", decided);
            ManifestJson.writeTexts("database", database, generator);
            generator.writeArrayFieldStart("files");
            for (StagedFile file : files) {
                generator.writeStartObject();
                generator.writeStringField("file", file.name());
                generator.writeBooleanField("comesBack", file.staged().isPresent());
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        Path directory = store.directory();
        String next = name(home) + ".next";
        Files.deleteIfExists(directory.resolve(next));
        OwnerOnly.write(new ByteArrayInputStream(json.toByteArray()), directory, next);
        Files.move(
                directory.resolve(next),
                directory.resolve(name(home)),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        OwnerOnly.force(directory);
        return this;
    }

    /** {@return whether there are journals, of whatever project and database} */
    static boolean areIn(BackupStore store) throws IOException {
        if (!Files.isDirectory(store.directory())) {
            return false;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(store.directory(), PREFIX + "*" + SUFFIX)) {
            return found.iterator().hasNext();
        }
    }

    /** {@return whether there is one of that project and database} */
    static boolean isIn(BackupStore store, Home home) {
        return Files.exists(store.directory().resolve(name(home)))
                || Files.exists(store.directory().resolve(OF_OLDER_VERSIONS));
    }

    /** Keeps everybody else from restoring, and from tidying up after a restore, of that project and database. */
    static SystemLock lock(BackupStore store, Home home) throws IOException {
        OwnerOnly.createFolders(store.directory());
        return SystemLock.take(
                store.directory().resolve("swap-" + home.key() + ".lock"),
                "restoring a backup, or tidying up after one");
    }

    /** {@return the ids of the backups that restores need which are unfinished, whatever they are about} */
    static Set<String> needed(BackupStore store) throws IOException {
        Set<String> needed = new HashSet<>();
        if (!areIn(store)) {
            return needed;
        }
        store.requireOurs();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(store.directory(), PREFIX + "*" + SUFFIX)) {
            for (Path file : found) {
                JsonFields fields = fields(file);
                needed.add(fields.text("backup"));
                needed.add(fields.text("present"));
            }
        }
        return needed;
    }

    /**
     * {@return what an earlier restore of that project and database left; empty when none is unfinished}
     *
     * @param project whose files it may be about
     * @throws BackupException when it is about others, or lies where anybody could have put it
     */
    static Optional<RestoreJournal> read(BackupStore store, Home home, ProjectFiles project) throws IOException {
        Path ours = store.directory().resolve(name(home));
        Path older = store.directory().resolve(OF_OLDER_VERSIONS);
        Path file = Files.exists(ours) ? ours : older;
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        store.requireOurs();
        try {
            return Optional.of(of(fields(file), home, project, file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static JsonFields fields(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                JsonParser json = JSON.createParser(in)) {
            json.nextToken();
            return JsonFields.read(json);
        }
    }

    private static RestoreJournal of(JsonFields fields, Home home, ProjectFiles project, Path file) throws IOException {
        List<StagedFile> files = new ArrayList<>();
        for (JsonFields staged : fields.objects("files")) {
            Optional<String> name = staged.optionalText("file");
            files.add(
                    name.isPresent()
                            ? StagedFile.of(
                                    name.get(),
                                    project.find(name.get()).orElseThrow(() -> foreign(name.get(), project, file)),
                                    staged.flag("comesBack"))
                            : ofOlderVersion(staged.text("target"), staged.optionalText("staged"), project, file));
        }
        return new RestoreJournal(
                home,
                new BackupId(fields.text("backup")),
                new BackupId(fields.text("present")),
                fields.text("runId"),
                fields.flag("decided"),
                fields.texts("database"),
                files);
    }

    /** It has absolute paths, links followed. */
    private static StagedFile ofOlderVersion(String target, Optional<String> staged, ProjectFiles project, Path journal)
            throws IOException {
        Path file = project.find(target).orElseThrow(() -> foreign(target, project, journal));
        StagedFile known = StagedFile.of(target, file, staged.isPresent());
        if (!known.staged().map(Path::toString).equals(staged)) {
            throw foreign(staged.orElse(target), project, journal);
        }
        return known;
    }

    private static BackupException foreign(String name, ProjectFiles project, Path journal) {
        BackupException exception = new BackupException("an earlier restore was broken off that is about " + name
                + ", which is no file of the project in " + project.directory() + "; nothing was changed");
        exception.next("see " + journal + "; delete it when that restore is none of this project's");
        return exception;
    }

    /** Says that the restore has ended. */
    void remove(BackupStore store) throws IOException {
        Files.deleteIfExists(store.directory().resolve(name(home)));
        Files.deleteIfExists(store.directory().resolve(OF_OLDER_VERSIONS));
        OwnerOnly.force(store.directory());
    }
}
