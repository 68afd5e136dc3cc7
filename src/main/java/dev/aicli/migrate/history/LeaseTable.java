package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.TableFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table of leases: one row, with its owner, the owner's last sign of life, and when the lease runs out. */
final class LeaseTable {
    private static final String NAME = "run";

    /** No other tool's table has these. */
    private static final Set<String> OURS = Set.of("owner", "process_started", "expires_ms");

    private final Database database;
    private final HistoryNames names;
    private final Duration timeToLive;

    /**
     * The table, for an owner that renews its lease or for others.
     *
     * @param timeToLive how long a lease lasts that is taken or renewed here; others go by what the row says
     */
    LeaseTable(Database database, HistoryNames names, Duration timeToLive) {
        this.database = database;
        this.names = names;
        this.timeToLive = timeToLive;
    }

    /**
     * A lease that somebody has.
     *
     * @param owner a name that nobody else has
     * @param description of the owner, for a person
     * @param silentSeconds since the owner's last sign of life
     */
    record Lease(String owner, String description, ProcessIdentity process, boolean expired, long silentSeconds) {
        LockHolder holder() {
            return new LockHolder(owner, description, silentSeconds, !isAbandoned());
        }

        /** {@return whether nobody can be at work under it any more} */
        boolean isAbandoned() {
            return process.isKnownDead() || (expired && !process.isKnownAlive());
        }
    }

    /** {@return the table's name} */
    String name() {
        return names.lock();
    }

    /**
     * {@return whether the table is there}
     *
     * @throws dev.aicli.migrate.model.ValidationException when a table of that name is not ours
     */
    boolean exists(Connection connection) throws SQLException {
        TableFacts facts = database.facts(connection, names.schema(), List.of(names.lockTable()))
                .get(names.lockTable());
        if (facts == null) {
            return false;
        }
        if (!facts.columns().keySet().containsAll(OURS)) {
            throw LedgerTables.foreign(names.lock(), facts.columns().keySet());
        }
        LedgerTables.requireOurs(names.lock(), facts, creation());
        return true;
    }

    /** Creates the table unless it is there. */
    void create(Connection connection) throws SQLException {
        if (exists(connection)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            database.update(statement, creation());
        } catch (SQLException e) {
            // Two sessions that create the same table at once: one of them fails, and the table is there all the same.
            if (!exists(connection)) {
                throw e;
            }
            return;
        }
        // It may be that of somebody who was faster.
        exists(connection);
    }

    private String creation() {
        return "CREATE TABLE IF NOT EXISTS " + names.lock() + " (name text NOT NULL PRIMARY KEY,"
                + " owner text NOT NULL, holder text NOT NULL, machine text NOT NULL, pid bigint NOT NULL,"
                + " process_started bigint NOT NULL, heartbeat_ms bigint NOT NULL, expires_ms bigint NOT NULL)";
    }

    /** {@return whether the lease is now the given owner's, which it was already, or which was nobody's} */
    boolean take(Connection connection, String owner, String description) throws SQLException {
        return take(connection, owner, description, "lease.owner = '' OR lease.owner = " + literal(owner));
    }

    /**
     * {@return whether the lease is now the given owner's, and was the previous one's} Fails, as on any lock, while a
     * transaction of the previous owner is open that has asked its {@link #fence}.
     */
    boolean takeOver(Connection connection, String owner, String description, Lease previous) throws SQLException {
        return take(
                connection,
                owner,
                description,
                "lease.owner = " + literal(previous.owner()) + " AND " + isFree(previous.owner()));
    }

    /** {@return how that owner's transactions prove that the lease is still its own} */
    Fence fence(String owner) {
        String equals = " " + database.operator("=") + " ";
        String query = "SELECT 1 FROM " + names.lock() + " WHERE name" + equals + "'" + NAME + "' AND owner" + equals
                + literal(owner) + database.sharedRowLock();
        return new Fence(
                query,
                "SELECT 1 " + database.operator("/") + " (SELECT pg_catalog.count(*) FROM (" + query + ") AS lease)");
    }

    private boolean take(Connection connection, String owner, String description, String condition)
            throws SQLException {
        ProcessIdentity self = ProcessIdentity.current();
        String now = database.epochMillis();
        try (Statement statement = connection.createStatement()) {
            return database.update(
                            statement,
                            "INSERT INTO " + names.lock()
                                    + " AS lease (name, owner, holder, machine, pid, process_started, heartbeat_ms, expires_ms)"
                                    + " SELECT '" + NAME + "', " + literal(owner) + ", " + literal(description) + ", "
                                    + literal(self.machine()) + ", " + self.pid() + ", " + self.started() + ", " + now
                                    + ", " + now + " + " + timeToLive.toMillis()
                                    + " WHERE true ON CONFLICT (name) DO UPDATE SET owner = excluded.owner,"
                                    + " holder = excluded.holder, machine = excluded.machine, pid = excluded.pid,"
                                    + " process_started = excluded.process_started, heartbeat_ms = excluded.heartbeat_ms,"
                                    + " expires_ms = excluded.expires_ms WHERE " + condition)
                    == 1;
        }
    }

    /** {@return the lease, unless nobody has it} */
    Optional<Lease> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = database.query(
                        statement,
                        "SELECT owner, holder, machine, pid, process_started,"
                                + " CASE WHEN expires_ms < " + database.epochMillis() + " THEN 1 ELSE 0 END, ("
                                + database.epochMillis() + " - heartbeat_ms) / 1000 FROM "
                                + names.lock() + " WHERE owner <> '' AND name = '" + NAME + "'")) {
            if (!row.next()) {
                return Optional.empty();
            }
            ProcessIdentity process = new ProcessIdentity(row.getString(3), row.getLong(4), row.getLong(5));
            return Optional.of(
                    new Lease(row.getString(1), row.getString(2), process, row.getInt(6) == 1, row.getLong(7)));
        }
    }

    /** {@return whether the lease was still that owner's} It runs out later then. */
    boolean renew(Connection connection, String owner) throws SQLException {
        String now = database.epochMillis();
        return update(
                connection, "heartbeat_ms = " + now + ", expires_ms = " + now + " + " + timeToLive.toMillis(), owner);
    }

    /** {@return whether the lease was that holder's, and is nobody's now} */
    boolean end(Connection connection, LockHolder holder) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return database.update(
                            statement,
                            "UPDATE " + names.lock() + " SET owner = '' WHERE name = '" + NAME + "' AND owner = "
                                    + literal(holder.key()) + " AND " + isFree(holder.key()))
                    == 1;
        }
    }

    /** Fails, as on any lock, while a transaction of that owner is open that has asked its {@link #fence}. */
    private String isFree(String owner) {
        return "EXISTS (SELECT 1 FROM (SELECT 1 FROM " + names.lock() + " AS former WHERE former.name = '" + NAME
                + "' AND former.owner = " + literal(owner) + database.exclusiveRowLock() + ") AS free)";
    }

    /** Gives the lease back, if it is that owner's. */
    void release(Connection connection, String owner) throws SQLException {
        update(connection, "owner = ''", owner);
    }

    private boolean update(Connection connection, String change, String owner) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return database.update(
                            statement,
                            "UPDATE " + names.lock() + " SET " + change + " WHERE name = '" + NAME + "' AND owner = "
                                    + literal(owner))
                    == 1;
        }
    }

    private String literal(String text) {
        return database.textLiteral(text);
    }
}
