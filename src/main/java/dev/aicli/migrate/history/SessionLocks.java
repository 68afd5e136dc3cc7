package dev.aicli.migrate.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The ability of a server to keep a lock that ends with the session that took it. */
public interface SessionLocks {
    /** {@return the lock of a run, not taken yet} It opens a connection of its own. */
    RunLock lock();

    /** {@return who holds it, or is still at work for a run that is gone; empty when nobody is} */
    Optional<LockHolder> holder(Connection connection) throws SQLException;

    /**
     * Ends the session of its holder, and with it the lock.
     *
     * @return whether it is gone
     */
    boolean end(Connection connection, LockHolder holder) throws SQLException;
}
