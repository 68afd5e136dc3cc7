package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.ExternalProgram;
import dev.aicli.migrate.backup.OwnerOnly;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.RestoreTools;
import dev.aicli.migrate.backup.TransferListener;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fills an empty database from an archive: all of it, or {@link BackupException}. */
final class PostgreSqlLoad {
    private final RestoreTools context;
    private final boolean ownership;

    /**
     * A load into one database.
     *
     * @param ownership whether objects get the owners and rights that they had
     */
    PostgreSqlLoad(RestoreTools context, boolean ownership) {
        this.context = context;
        this.ownership = ownership;
    }

    void load(Part part, Path folder, PostgreSqlDatabase into, Cancellation cancellation) {
        PostgreSqlTools tools = PostgreSqlTools.forArchive(context.programs(), part);
        Path archive = PostgreSqlArchive.location(part, folder);
        List<String> command = new ArrayList<>(List.of(
                tools.program("pg_restore"),
                "--no-password",
                "--exit-on-error",
                "--single-transaction",
                "--dbname=" + connectionString(into)));
        if (!ownership) {
            command.addAll(List.of("--no-owner", "--no-privileges"));
        }
        boolean isFolder = Files.isDirectory(archive);
        if (isFolder) {
            command.add(archive.toString());
        }
        new ExternalProgram(command, into.url().libpqEnvironment(), into.url().masking())
                .run(
                        (stdin, stdout) -> {
                            if (!isFolder) {
                                send(archive, stdin, context.progress());
                            }
                            stdin.close();
                            stdout.transferTo(OutputStream.nullOutputStream());
                        },
                        cancellation);
    }

    /** Through us, so that it ends when we do. */
    private static void send(Path archive, OutputStream stdin, TransferListener progress) throws IOException {
        long size = Files.size(archive);
        try (InputStream in = Files.newInputStream(archive)) {
            OwnerOnly.copy(in, stdin, done -> progress.transferred("restoring database", done, size));
        }
        stdin.flush();
    }

    /** The name alone would be read as a connection string if it had an equals sign in it. */
    private static String connectionString(PostgreSqlDatabase database) {
        return "dbname='" + database.url().database().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
