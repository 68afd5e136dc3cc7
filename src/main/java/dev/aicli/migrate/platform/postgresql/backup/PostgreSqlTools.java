package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's own client programs of one version: pg_dump, pg_restore, psql.
 *
 * @param folder where they lie
 * @param version of pg_dump, such as {@code 15.4}
 */
public record PostgreSqlTools(Path folder, String version) {
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ([0-9]+[0-9.a-z]*)");
    private static final Comparator<PostgreSqlTools> BY_AGE = Comparator.comparing(PostgreSqlTools::major);

    /**
     * Finds the programs: the first on the search path that are new enough, else the newest of the usual folders. Older
     * ones than the server are of no use: pg_dump refuses to work then.
     *
     * @param serverMajor the server's major version
     * @throws BackupException when there are none, or only older ones
     */
    public static PostgreSqlTools find(ProgramFolders folders, int serverMajor) {
        Optional<PostgreSqlTools> first = in(folders.onPath())
                .filter(tools -> tools.major() >= serverMajor)
                .findFirst();
        return first.orElseGet(() -> in(folders.usual())
                .max(BY_AGE)
                .filter(tools -> tools.major() >= serverMajor)
                .orElseThrow(() -> none(Stream.concat(in(folders.onPath()), in(folders.usual())), serverMajor)));
    }

    /** {@return the programs that can read what a part's pg_dump wrote} */
    public static PostgreSqlTools forArchive(ProgramFolders folders, Part part) {
        return find(folders, major(part.fact("pgDumpVersion").orElse("0")));
    }

    private static BackupException none(Stream<PostgreSqlTools> tooOld, int serverMajor) {
        String found = tooOld.max(BY_AGE)
                .map(newest -> "pg_dump " + newest.version() + " (" + newest.folder() + ") is older than the server, "
                        + serverMajor + ", and would refuse to work")
                .orElse("pg_dump was not found on PATH or in the usual folders");
        BackupException exception = new BackupException(found);
        exception.next("install PostgreSQL's client programs of version " + serverMajor
                + " or newer (Debian: postgresql-client-" + serverMajor + "; Alpine: postgresql" + serverMajor
                + "-client; macOS: brew install libpq), or go on without a backup by --no-backup");
        return exception;
    }

    /** Lazily: each program is asked for its version by running it. */
    private static Stream<PostgreSqlTools> in(List<Path> folders) {
        return folders.stream()
                .flatMap(folder ->
                        version(folder.resolve("pg_dump"))
                                .map(version -> new PostgreSqlTools(folder, version))
                                .stream());
    }

    private static Optional<String> version(Path program) {
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            return Optional.empty();
        }
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(said);
            return process.waitFor() == 0 && version.find() ? Optional.of(version.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    int major() {
        return major(version);
    }

    private static int major(String version) {
        return Integer.parseInt(version.replaceFirst("[^0-9].*", ""));
    }

    /** {@return the path of one of the programs} */
    public String program(String name) {
        return folder.resolve(name).toString();
    }
}
