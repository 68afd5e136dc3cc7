package dev.aicli.migrate.platform.postgresql.connection;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.LockHolder;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.SessionLocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** PostgreSQL's session-level advisory locks. */
public final class AdvisoryLocks implements SessionLocks {
    private final Database database;

    public AdvisoryLocks(Database database) {
        this.database = database;
    }

    @Override
    public RunLock lock() {
        return new AdvisoryLock(database);
    }

    @Override
    public Optional<LockHolder> holder(Connection connection) throws SQLException {
        return AdvisoryLock.find(connection);
    }

    @Override
    public boolean end(Connection connection, LockHolder holder) throws SQLException {
        return AdvisoryLock.end(connection, holder);
    }
}
