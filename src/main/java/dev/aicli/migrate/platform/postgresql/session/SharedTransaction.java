package dev.aicli.migrate.platform.postgresql.session;

import dev.aicli.migrate.schema.StatementFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What goes wrong on PostgreSQL for no other reason than that several scripts are tried in one transaction. */
final class SharedTransaction {
    private static final Set<String> ITS_OWN_FAULTS = Set.of(
            "55P04", // a new value of an enumeration is used before the transaction that adds it is committed
            "25001", // SET TRANSACTION behind a query, or in a subtransaction
            "55006", // a table with trigger events that are still to come
            "53200", // more locks than the server has room for
            "54000", // more commands or subtransactions than one transaction may have
            "40001");

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String EXCLUSION_VIOLATION = "23P01";

    /** What is the same throughout a transaction, and differs from one transaction to the next. */
    private static final String CONSTANTS =
            "SELECT pg_catalog.now()::pg_catalog.text, pg_catalog.now()::pg_catalog.timestamp::pg_catalog.text,"
                    + " pg_catalog.timezone('UTC', pg_catalog.now())::pg_catalog.text, CURRENT_TIME::pg_catalog.text, LOCALTIME::pg_catalog.text,"
                    + " extract(epoch FROM pg_catalog.now())::pg_catalog.text, pg_catalog.txid_current()::pg_catalog.text";

    private SharedTransaction() {}

    /** {@return whether the failure may be of that kind} */
    static boolean mayCause(SQLException failure, Connection connection) throws StatementFailure {
        String state = String.valueOf(failure.getSQLState());
        if (ITS_OWN_FAULTS.contains(state)) {
            return true;
        }
        boolean sameKey = state.equals(UNIQUE_VIOLATION) || state.equals(EXCLUSION_VIOLATION);
        return sameKey && holdsConstant(detail(failure), connection);
    }

    private static String detail(SQLException failure) {
        ServerErrorMessage server =
                failure instanceof PSQLException fromServer ? fromServer.getServerErrorMessage() : null;
        return server == null || server.getDetail() == null ? "" : server.getDetail();
    }

    private static boolean holdsConstant(String detail, Connection connection) throws StatementFailure {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CONSTANTS)) {
            row.next();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                if (isValue(row.getString(column), detail)) {
                    return true;
                }
            }
            return false;
        } catch (SQLException e) {
            throw StatementFailure.during("looking at the transaction", e);
        }
    }

    /** The server writes {@code Key (at, n)=(…, …) already exists.} */
    private static boolean isValue(String text, String detail) {
        for (int at = detail.indexOf(text); at >= 0; at = detail.indexOf(text, at + 1)) {
            int end = at + text.length();
            boolean begins = at > 0 && "( ".indexOf(detail.charAt(at - 1)) >= 0;
            boolean ends = end < detail.length() && "),".indexOf(detail.charAt(end)) >= 0;
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }
}
