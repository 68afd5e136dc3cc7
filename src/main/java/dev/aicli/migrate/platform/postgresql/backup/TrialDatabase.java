package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.postgresql.connection.OwnSql;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database that is made to try a restore, and dropped when it is closed. While it is in use its maker holds an
 * advisory lock; what a killed one left is known by having none, and dropped by the next.
 */
public final class TrialDatabase implements AutoCloseable {
    /** What the names of those begin with that are made to try a restore. */
    public static final String VERIFY = "aicli_verify_";

    /** What the names of those begin with that are made to try migrations. */
    public static final String TRIAL = "aicli_trial_";

    private final PostgreSqlDatabase database;
    private final Connection maintenance;

    private TrialDatabase(PostgreSqlDatabase database, Connection maintenance) {
        this.database = database;
        this.maintenance = maintenance;
    }

    /**
     * Creates one.
     *
     * @param home on whose server, and of whose encoding and locale
     * @param prefix of its name; what killed processes left is recognised by it
     * @param ownership whether it belongs to the same role and has the same settings, as one does that takes its place
     */
    public static TrialDatabase create(PostgreSqlDatabase home, String prefix, boolean ownership) throws SQLException {
        try (Connection connection = home.connect()) {
            if (!Maintenance.mayCreate(connection)) {
                throw new UsageException(
                                home.url().user() + " may not create a database to restore into on " + home.address())
                        .next("let a superuser say ALTER ROLE … CREATEDB, or name an empty database: --into URL");
            }
        }
        String name = prefix
                + Long.toString(System.currentTimeMillis(), 36)
                + Long.toString(ProcessHandle.current().pid(), 36);
        Connection maintenance = new Maintenance(home).connect();
        try {
            dropLeftOver(maintenance, home, prefix);
            lock(maintenance, home.textLiteral(name));
            NewDatabase temporaryDatabase = new NewDatabase(home, name);
            temporaryDatabase.createPrivate(maintenance, ownership);
            if (prefix.equals(TRIAL)) {
                temporaryDatabase.takeSettings(maintenance);
            }
            return new TrialDatabase(temporaryDatabase.database(), maintenance);
        } catch (SQLException e) {
            maintenance.close();
            throw e;
        }
    }

    private static boolean lock(Connection maintenance, String literal) throws SQLException {
        return new PostgreSqlCatalogue(maintenance)
                        .number("SELECT CASE WHEN pg_catalog.pg_try_advisory_lock(pg_catalog.hashtext(" + literal
                                + ")) THEN 1 ELSE 0 END")
                == 1;
    }

    private static void dropLeftOver(Connection maintenance, PostgreSqlDatabase home, String prefix)
            throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = maintenance.createStatement();
                ResultSet row = OwnSql.query(
                        statement,
                        "SELECT datname FROM pg_catalog.pg_database d"
                                + " WHERE datname ~ '^" + prefix + "[0-9a-z]+$'"
                                + " AND pg_catalog.pg_has_role(datdba, 'USAGE')")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        for (String name : names) {
            if (lock(maintenance, home.textLiteral(name))) {
                NewDatabase.dropWithSessions(maintenance, name);
            }
        }
    }

    public PostgreSqlDatabase database() {
        return database;
    }

    /** Drops it. */
    @Override
    public void close() throws SQLException {
        try (maintenance) {
            NewDatabase.dropWithSessions(maintenance, database.url().database());
        }
    }
}
