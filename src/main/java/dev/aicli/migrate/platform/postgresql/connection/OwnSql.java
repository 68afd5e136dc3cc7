package dev.aicli.migrate.platform.postgresql.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Statements of our own on PostgreSQL, in which every function, operator and type is the server's, whatever the
 * session's search path says.
 *
 * <p>Without that, {@code numeric * integer} is looked for along the path, and whoever may create operators in one of
 * its schemas has his function run with the rights of the role that migrates. The setting travels in one message with
 * the statement and ends with its transaction, so it costs no round trip, and neither the user's scripts nor whoever
 * gets the session next from a pooler sees it.
 *
 * <p>Not for a statement inside a script's transaction: the script would go on with our path. Such a statement names
 * the schema of everything in it, operators too.
 */
public final class OwnSql {
    /** Sets the path for the transaction. Temporary objects come last: they would come first unnamed. */
    public static final String PATH = "SET LOCAL search_path = pg_catalog, pg_temp";

    private OwnSql() {}

    /** {@return the rows of a query; they are closed with the statement} */
    public static ResultSet query(Statement statement, String query) throws SQLException {
        statement.setEscapeProcessing(false);
        boolean rows = statement.execute(PATH + ";\n" + query);
        while (!rows) {
            if (statement.getUpdateCount() < 0) {
                throw new SQLException("no rows came back");
            }
            rows = statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    /** {@return how many rows a statement changed} */
    public static long update(Statement statement, String sql) throws SQLException {
        statement.setEscapeProcessing(false);
        statement.execute(PATH + ";\n" + sql);
        statement.getMoreResults();
        return statement.getLargeUpdateCount();
    }
}
