package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.DatabaseRestore;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.RestoreRecord;
import dev.aicli.migrate.backup.RestoreTools;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Brings a PostgreSQL database back. Where our role may, into a new database that then takes the old one's name; else
 * in place, in one transaction.
 */
public final class PostgreSqlRestore implements DatabaseRestore {
    private static final String SCRATCH = "scratch";
    private static final String RETIRED = "retired";
    private static final String SWAPPED = "swapped";
    private static final String SCRATCH_PREFIX = "aicli_restore_";
    private static final String RETIRED_PREFIX = "aicli_before_";

    private final PostgreSqlDatabase database;
    private final HistoryNames names;
    private final RestoreTools tools;
    private final RestoreOptions options;
    private final Consumer<String> warnings;
    private final Maintenance maintenance;

    public PostgreSqlRestore(
            PostgreSqlDatabase database,
            HistoryNames names,
            RestoreTools tools,
            RestoreOptions options,
            Consumer<String> warnings) {
        this.database = database;
        this.names = names;
        this.tools = tools;
        this.options = options;
        this.warnings = warnings;
        this.maintenance = new Maintenance(database);
    }

    @Override
    public void requirePossible() {
        try (Connection connection = database.connect()) {
            PostgreSqlSessions sessions = new PostgreSqlSessions(connection, database);
            if (options.terminateSessions()) {
                sessions.end();
            } else {
                sessions.requireNone();
            }
        } catch (SQLException e) {
            throw failure("cannot look at the sessions of " + database.address(), e);
        }
    }

    @Override
    public void restore(Part part, Path folder, RunStamp stamp, Progress progress, Cancellation cancellation)
            throws IOException {
        try {
            boolean swap;
            try (Connection connection = database.connect()) {
                swap = !options.inPlace() && maintenance.maySwap(connection);
            }
            if (swap) {
                bySwap(part, folder, stamp, progress, cancellation);
            } else {
                new PostgreSqlInPlace(database, tools.programs()).restore(part, folder, progress, cancellation);
                try (Connection connection = database.connect()) {
                    new RestoreRecord(names, stamp).inRestoredDatabase(database, connection);
                }
            }
        } catch (SQLException e) {
            throw failure("cannot restore " + database.address(), e);
        }
    }

    private void bySwap(Part part, Path folder, RunStamp stamp, Progress progress, Cancellation cancellation)
            throws IOException, SQLException {
        String suffix = Long.toString(System.currentTimeMillis(), 36);
        String temporaryName = SCRATCH_PREFIX + suffix;
        String retired = RETIRED_PREFIX + suffix;
        progress.remember(Map.of(SCRATCH, temporaryName, RETIRED, retired));
        NewDatabase temporaryDatabase = new NewDatabase(database, temporaryName);
        try (Connection connection = maintenance.connect()) {
            temporaryDatabase.create(connection);
        }
        try {
            new PostgreSqlLoad(tools, true).load(part, folder, temporaryDatabase.database(), cancellation);
            try (Connection connection = temporaryDatabase.database().connect()) {
                new RestoreRecord(names, stamp).inRestoredDatabase(temporaryDatabase.database(), connection);
            }
            progress.releaseLock();
            new PostgreSqlSwap(database, maintenance, options.terminateSessions()).swap(temporaryName, retired);
            // Once the old one is gone, nothing else tells this from a restore that had not begun.
            progress.remember(Map.of(SCRATCH, temporaryName, RETIRED, retired, SWAPPED, "true"));
        } catch (SQLException | RuntimeException e) {
            tryDrop(temporaryName);
            throw e;
        }
        tryDrop(retired);
    }

    private void tryDrop(String name) {
        try (Connection connection = maintenance.connect()) {
            NewDatabase.drop(connection, name);
        } catch (SQLException e) {
            warnings.accept("the database " + name + " is of no use any more and could not be dropped: "
                    + database.url().masking().mask(String.valueOf(e.getMessage())));
        }
    }

    /** Both names change in one transaction, so that the old one's new name tells all. */
    @Override
    public boolean recover(Map<String, String> facts, RunStamp stamp) {
        String temporaryDatabase = facts.get(SCRATCH);
        String retired = facts.get(RETIRED);
        if (temporaryDatabase == null || retired == null) {
            return recoverInPlace(facts, stamp);
        }
        // One of both is going to be dropped.
        if (!temporaryDatabase.startsWith(SCRATCH_PREFIX) || !retired.startsWith(RETIRED_PREFIX)) {
            throw new BackupException("the journal of a restore names databases that no restore makes: "
                            + temporaryDatabase + ", " + retired)
                    .next("somebody has changed it: see the restore*.json beside the backups");
        }
        try (Connection connection = maintenance.connect()) {
            PostgreSqlCatalogue catalogue = new PostgreSqlCatalogue(connection);
            boolean scratchThere = catalogue.number("SELECT count(*) FROM pg_catalog.pg_database WHERE datname = "
                            + database.textLiteral(temporaryDatabase))
                    == 1;
            boolean retiredThere = catalogue.number("SELECT count(*) FROM pg_catalog.pg_database WHERE datname = "
                            + database.textLiteral(retired))
                    == 1;
            NewDatabase.drop(connection, scratchThere ? temporaryDatabase : retired);
            return retiredThere || facts.containsKey(SWAPPED);
        } catch (SQLException e) {
            throw failure("cannot tidy up after a restore of " + database.address(), e);
        }
    }

    private boolean recoverInPlace(Map<String, String> facts, RunStamp stamp) {
        if (!new PostgreSqlInPlace(database, tools.programs()).wasCommitted(facts)) {
            return false;
        }
        try (Connection connection = database.connect()) {
            new RestoreRecord(names, stamp).inRestoredDatabaseUnlessThere(database, connection);
            return true;
        } catch (SQLException e) {
            throw failure("cannot record a restore of " + database.address(), e);
        }
    }

    private BackupException failure(String what, SQLException e) {
        String reason = database.url().masking().mask(String.valueOf(e.getMessage()));
        BackupException failure = new BackupException(what + ": " + reason, e);
        failure.detail("sqlstate", e.getSQLState())
                .next("the database is as it was; when the cause is gone, run the same command again");
        return failure;
    }
}
