package dev.aicli.migrate.database;

import java.sql.SQLException;

/** The ability of a database to be reached over a network: there are other sessions, and it may not be up yet. */
public interface Server {
    /** {@return whether a connection failed since the server is not there yet, starts up, or is full for the moment} */
    boolean isStarting(SQLException failure);

    /** {@return whether a connection failed since the server has no such database} */
    boolean isNoSuchDatabase(SQLException failure);
}
