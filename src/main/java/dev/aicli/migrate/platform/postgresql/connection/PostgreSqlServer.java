package dev.aicli.migrate.platform.postgresql.connection;

import dev.aicli.migrate.database.Server;
import java.sql.SQLException;

/** What PostgreSQL's refusals of a connection mean. */
public final class PostgreSqlServer implements Server {
    private static final String NO_SUCH_DATABASE = "3D000";

    @Override
    public boolean isStarting(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0") || state.equals("53300");
    }

    @Override
    public boolean isNoSuchDatabase(SQLException failure) {
        return NO_SUCH_DATABASE.equals(failure.getSQLState());
    }
}
