package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.Server;
import dev.aicli.migrate.model.ConnectionException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The connection of a lease, beside the one that a run works on. A pooler whose pool holds one connection lets us in
 * and never answers.
 */
final class SecondConnection {
    private static final int PATIENCE_MILLIS = 10_000;

    private SecondConnection() {}

    /** Opens one that gives up when nobody answers, until it has {@linkplain #answered answered}. */
    static Connection open(Database database) throws SQLException {
        Connection connection = database.connect();
        if (database.ability(Server.class).isPresent()) {
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
        }
        return connection;
    }

    static void answered(Database database, Connection connection) throws SQLException {
        if (database.ability(Server.class).isPresent()) {
            connection.setNetworkTimeout(Runnable::run, 0);
        }
    }

    /** {@return what to tell when the failure is that nobody answered} */
    static Optional<ConnectionException> unanswered(Database database, SQLException failure) {
        boolean waitedInVain = String.valueOf(failure.getMessage()).contains("query_wait_timeout");
        for (Throwable cause = failure; cause != null && !waitedInVain; cause = cause.getCause()) {
            waitedInVain = cause instanceof SocketTimeoutException;
        }
        if (!waitedInVain) {
            return Optional.empty();
        }
        ConnectionException exception = new ConnectionException(
                "the pooler in front of " + database.address()
                        + " gives no second connection, and a run needs two at once",
                failure);
        exception.next("give its pool for this database and user two connections or more (PgBouncer: pool_size,"
                + " default_pool_size, max_db_connections), or connect to the server directly");
        return Optional.of(exception);
    }
}
