package dev.aicli.migrate.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a restore has come, on the disk before each of its steps: what a killed one left is completed or undone by
 * it.
 *
 * @param backup what is being restored
 * @param present the backup of what was there before
 * @param runId the run that restores
 * @param decided whether the files must still take their places; before, everything is as it was, unless
 *     {@code database} tells otherwise
 * @param database what the database's own way of restoring must know to find out which state it is in
 * @param files the new files, each beside the one whose place it takes
 */
record RestoreJournal(
        BackupId backup,
        BackupId present,
        String runId,
        boolean decided,
        Map<String, String> database,
        List<StagedFile> files) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String FILE = "restore.json";

    RestoreJournal {
        database = Collections.unmodifiableMap(new LinkedHashMap<>(database));
        files = List.copyOf(files);
    }

    RestoreJournal withDatabase(Map<String, String> facts) {
        return new RestoreJournal(backup, present, runId, decided, facts, files);
    }

    RestoreJournal withFiles(List<StagedFile> staged) {
        return new RestoreJournal(backup, present, runId, decided, database, staged);
    }

    RestoreJournal withDecision() {
        return new RestoreJournal(backup, present, runId, true, database, files);
    }

    /** Puts it on the disk; returns it. */
    RestoreJournal write(Path directory) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(json).useDefaultPrettyPrinter()) {
            generator.writeStartObject();
            generator.writeStringField("backup", backup.text());
            generator.writeStringField("present", present.text());
            generator.writeStringField("runId", runId);
            generator.writeBooleanField("decided", decided);
            ManifestJson.writeTexts("database", database, generator);
            generator.writeArrayFieldStart("files");
            for (StagedFile file : files) {
                generator.writeStartObject();
                generator.writeStringField("target", file.target().toString());
                if (file.staged().isPresent()) {
                    generator.writeStringField("staged", file.staged().get().toString());
                }
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        Path next = directory.resolve(FILE + ".next");
        Files.deleteIfExists(next);
        OwnerOnly.write(new ByteArrayInputStream(json.toByteArray()), directory, FILE + ".next");
        Files.move(next, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnly.force(directory);
        return this;
    }

    /** {@return what an earlier restore left; empty when none is unfinished} */
    static Optional<RestoreJournal> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = JSON.createParser(in)) {
            json.nextToken();
            JsonFields fields = JsonFields.read(json);
            List<StagedFile> files = new ArrayList<>();
            for (JsonFields staged : fields.objects("files")) {
                files.add(new StagedFile(
                        Path.of(staged.text("target")),
                        staged.optionalText("staged").map(Path::of)));
            }
            return Optional.of(new RestoreJournal(
                    new BackupId(fields.text("backup")),
                    new BackupId(fields.text("present")),
                    fields.text("runId"),
                    fields.flag("decided"),
                    fields.texts("database"),
                    files));
        }
    }

    /** Says that the restore has ended. */
    static void remove(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
        OwnerOnly.force(directory);
    }
}
