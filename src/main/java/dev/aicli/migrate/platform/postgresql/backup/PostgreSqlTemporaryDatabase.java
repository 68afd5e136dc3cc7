package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.ExternalProgram;
import dev.aicli.migrate.backup.NoTemporaryDatabaseException;
import dev.aicli.migrate.backup.OwnerOnly;
import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.backup.TemporaryDatabase;
import dev.aicli.migrate.backup.TemporaryFolder;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A database on the same server, with the schema of another one, and its rows when there are few. {@code pg_dump} makes
 * it: {@code CREATE DATABASE … TEMPLATE} would keep everybody out of the original while it copies.
 */
public final class PostgreSqlTemporaryDatabase implements TemporaryDatabase {
    /** So many bytes of rows are copied in a second or two. */
    private static final long FEW_ROWS = 32L << 20;

    /** What is executed in a database with one of these may reach another one. */
    private static final String REACHES_OUT = "SELECT (SELECT count(*) FROM pg_catalog.pg_foreign_server)"
            + " OPERATOR(pg_catalog.+) (SELECT count(*) FROM pg_catalog.pg_extension"
            + " WHERE extname OPERATOR(pg_catalog.=) ANY (ARRAY['dblink', 'pg_cron', 'http', 'pg_net']"
            + "::pg_catalog.name[]))";

    private final TrialDatabase trial;
    private final boolean withRows;

    private PostgreSqlTemporaryDatabase(TrialDatabase trial, boolean withRows) {
        this.trial = trial;
        this.withRows = withRows;
    }

    /** What the original is. */
    private record Original(PostgreSqlTools tools, boolean fewRows, boolean superuser) {}

    public static PostgreSqlTemporaryDatabase make(
            PostgreSqlDatabase home, ProgramFolders programs, Path temporary, Cancellation cancellation)
            throws NoTemporaryDatabaseException {
        try {
            Original original = lookAt(home, programs);
            try (TemporaryFolder folder = TemporaryFolder.create(temporary)) {
                Path archive = folder.path().resolve("database.dump");
                dump(home, original, archive, cancellation);
                TrialDatabase trial = TrialDatabase.create(home, TrialDatabase.TRIAL, false);
                try {
                    fill(trial.database(), original, archive, cancellation);
                    PostgreSqlTemporaryDatabase temporaryDatabase =
                            new PostgreSqlTemporaryDatabase(trial, original.fewRows());
                    temporaryDatabase.createHistorySchema();
                    return temporaryDatabase;
                } catch (SQLException | RuntimeException e) {
                    trial.close();
                    throw e;
                }
            }
        } catch (BackupException | ConnectionException | UsageException e) {
            cancellation.check();
            throw new NoTemporaryDatabaseException(
                    String.valueOf(e.getMessage()).replace("\n", " "), e);
        } catch (SQLException | IOException e) {
            cancellation.check();
            throw new NoTemporaryDatabaseException(home.url().masking().mask(String.valueOf(e.getMessage())), e);
        }
    }

    private static Original lookAt(PostgreSqlDatabase home, ProgramFolders programs)
            throws SQLException, NoTemporaryDatabaseException {
        try (Connection connection = home.connect()) {
            PostgreSqlCatalogue catalogue = new PostgreSqlCatalogue(connection);
            if (!Maintenance.mayCreate(connection)) {
                throw new NoTemporaryDatabaseException(
                        home.url().user() + " may not create databases (ALTER ROLE … CREATEDB)");
            }
            if (home.behindPooler(connection)) {
                throw new NoTemporaryDatabaseException("the connection goes through a transaction pooler");
            }
            if (catalogue.number(REACHES_OUT) > 0) {
                throw new NoTemporaryDatabaseException(
                        "the database is connected to others, which a trial might write to");
            }
            boolean superuser = catalogue.number("SELECT count(*) FROM pg_catalog.pg_roles"
                            + " WHERE rolname OPERATOR(pg_catalog.=) current_user AND rolsuper")
                    == 1;
            return new Original(
                    PostgreSqlTools.find(programs, catalogue.serverMajor()),
                    catalogue.rowBytes() <= FEW_ROWS,
                    superuser);
        }
    }

    private static void dump(PostgreSqlDatabase home, Original original, Path archive, Cancellation cancellation)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                original.tools().program("pg_dump"),
                "--no-password",
                "--format=custom",
                "--compress=0",
                "--no-subscriptions",
                "--lock-wait-timeout=5s"));
        if (!original.fewRows()) {
            command.add("--schema-only");
        }
        new ExternalProgram(command, home.url().libpqEnvironment(), home.url().masking())
                .run(ExternalProgram.Exchange.listening(stdout -> OwnerOnly.write(stdout, archive)), cancellation);
    }

    private static void fill(PostgreSqlDatabase into, Original original, Path archive, Cancellation cancellation) {
        List<String> command = new ArrayList<>(List.of(
                original.tools().program("pg_restore"),
                "--no-password",
                "--exit-on-error",
                "--single-transaction",
                "--dbname=" + into.url().database()));
        if (!original.superuser()) {
            command.add("--no-owner");
        }
        new ExternalProgram(command, into.url().libpqEnvironment(), into.url().masking())
                .run(
                        (stdin, stdout) -> {
                            Files.copy(archive, stdin);
                            stdin.close();
                            stdout.transferTo(OutputStream.nullOutputStream());
                        },
                        cancellation);
    }

    private void createHistorySchema() throws SQLException {
        try (Connection connection = trial.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name());
        }
    }

    /** Nothing in the original has the name of this database. */
    private String name() {
        return trial.database().url().database();
    }

    @Override
    public Database database() {
        return trial.database();
    }

    @Override
    public HistoryNames names() {
        return new HistoryNames(Optional.of(name()), "");
    }

    @Override
    public boolean withRows() {
        return withRows;
    }

    @Override
    public void close() {
        try {
            trial.close();
        } catch (SQLException e) {
            // The next trial drops what is left.
        }
    }
}
