package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.BackupStore;
import dev.aicli.migrate.backup.DatabaseCopies;
import dev.aicli.migrate.backup.DatabaseRestore;
import dev.aicli.migrate.backup.DumpOptions;
import dev.aicli.migrate.backup.EmptyDatabase;
import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.RestoreTools;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Copies by pg_dump. */
public final class PostgreSqlCopies implements DatabaseCopies {
    private final PostgreSqlDatabase database;

    public PostgreSqlCopies(PostgreSqlDatabase database) {
        this.database = database;
    }

    @Override
    public BackupSource source(HistoryNames names, ProgramFolders programs, DumpOptions options) {
        return new PostgreSqlDump(database, names, programs, options);
    }

    @Override
    public DatabaseRestore restore(
            HistoryNames names, RestoreTools tools, RestoreOptions options, Consumer<String> warnings) {
        return new PostgreSqlRestore(database, names, tools, options, warnings);
    }

    @Override
    public EmptyDatabase empty(RestoreTools tools) {
        return new EmptyPostgreSql(database, tools);
    }

    /** The way that a restore would go: with owners and rights, into a database of the same make or in place. */
    @Override
    public RestoreTarget target(RestoreTools tools, BackupStore store) throws SQLException {
        boolean swaps;
        List<String> obstacles;
        try (Connection connection = database.connect()) {
            swaps = new Maintenance(database).maySwap(connection);
            PostgreSqlSnapshot.begin(connection, new PostgreSqlCatalogue(connection).inRecovery());
            // A new database is the role's own; in place it needs rights that it does not need there.
            obstacles = swaps ? List.of() : new PostgreSqlRights(connection).unrestorable(false);
        }
        TrialDatabase trial = TrialDatabase.create(database, TrialDatabase.VERIFY, swaps);
        return new RestoreTarget() {
            @Override
            public EmptyDatabase database() {
                return new EmptyPostgreSql(trial.database(), tools);
            }

            @Override
            public String address() {
                return trial.database().address();
            }

            @Override
            public List<String> obstacles() {
                return obstacles;
            }

            @Override
            public void close() throws SQLException {
                trial.close();
            }
        };
    }
}
