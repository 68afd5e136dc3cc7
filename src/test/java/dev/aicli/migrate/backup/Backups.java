package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.PostgreSqlDatabase;
import dev.aicli.migrate.database.SqliteDatabase;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of backups, used the way the program uses it. */
final class Backups {
    static final HistoryNames PUBLIC = new HistoryNames(Optional.of("public"), "");
    static final HistoryNames PLAIN = new HistoryNames(Optional.empty(), "");

    private final BackupStore store;
    private final Cancellation cancellation = new Cancellation();

    Backups(Path directory) {
        this.store = new BackupStore(directory);
    }

    static ProgramFolders programs() {
        return ProgramFolders.of(System.getenv("PATH"));
    }

    static BackupVerifier verifier() {
        return new BackupVerifier(programs());
    }

    BackupStore store() {
        return store;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    BackupMaker maker() {
        return new BackupMaker(store, verifier(), cancellation);
    }

    StoredBackup make(BackupSource... sources) {
        return maker().make(request(sources));
    }

    static BackupRequest request(BackupSource... sources) {
        return new BackupRequest(
                List.of(sources), Manifest.Reason.REQUEST, Optional.empty(), Optional.empty(), Map.of(), false, "test");
    }

    List<String> faults(StoredBackup backup) {
        return verifier().faults(store.find(backup.id().text()), cancellation);
    }

    /** {@return the names of everything in the folder, whole backups or not} */
    List<String> contents() {
        try (Stream<Path> files = Files.list(store.directory())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PostgreSqlDump dump(SchemaProject project, DumpOptions options) {
        return dump(project, programs(), options);
    }

    static PostgreSqlDump dump(SchemaProject project, ProgramFolders programs, DumpOptions options) {
        return new PostgreSqlDump((PostgreSqlDatabase) project.database(), PUBLIC, programs, options);
    }

    static SqliteCopy copy(SchemaProject project) {
        return new SqliteCopy((SqliteDatabase) project.database(), PLAIN, DumpOptions.DEFAULT);
    }

    /** {@return a plain dump of a PostgreSQL database, its random lines left out} */
    static String plainDump(SchemaProject project) {
        PostgreSqlDatabase database = (PostgreSqlDatabase) project.database();
        StringBuilder text = new StringBuilder();
        new ExternalProgram(
                        List.of("pg_dump", "--no-password"),
                        database.url().libpqEnvironment(),
                        database.url().masking())
                .run(
                        ExternalProgram.Exchange.listening(
                                stdout -> text.append(new String(stdout.readAllBytes(), StandardCharsets.UTF_8))),
                        new Cancellation());
        return text.toString().replaceAll("(?m)^\\\\(un)?restrict .*$", "");
    }

    /** Changes one byte in the middle of a file. */
    static void flipByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
