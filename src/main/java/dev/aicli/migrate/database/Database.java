package dev.aicli.migrate.database;

import dev.aicli.migrate.model.UsageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the layers above must know of a database: how to connect, and the few places where the SQL that we write
 * ourselves differs. What only some can do is an {@linkplain #ability ability}.
 */
public interface Database {
    /** {@return the word that URLs, folders and JSON use: {@code postgresql}, {@code sqlite}} */
    String kind();

    /** {@return the product's name, for people: {@code PostgreSQL}} */
    String product();

    /**
     * {@return this database's way to do what not every kind of database can do; empty where it cannot}
     *
     * @param ability the interface that says what it is
     */
    <A> Optional<A> ability(Class<A> ability);

    /**
     * {@return the same}
     *
     * @param what it is, for the message: {@code a restore point}
     * @throws UsageException when this kind of database cannot
     */
    default <A> A require(Class<A> ability, String what) {
        return ability(ability).orElseThrow(() -> new UsageException(what + " is not possible on " + product()));
    }

    /** {@return whether there is something to connect to, as far as that can be told without connecting} */
    default boolean isThere() {
        return true;
    }

    /** {@return whether its URL says that nothing is to be changed} */
    default boolean isReadOnly() {
        return false;
    }

    /** {@return whether it has schemas, so that tables of one name can stand side by side} */
    default boolean hasSchemas() {
        return true;
    }

    /** {@return environment variables that lead its own client programs to it; may hold a password} */
    default Map<String, String> clientEnvironment() {
        return Map.of();
    }

    /** {@return the database's address, safe to show: without any password} */
    String address();

    /**
     * Opens a connection in auto-commit mode; transactions are begun and ended by statements.
     *
     * @throws dev.aicli.migrate.model.ConnectionException when the server cannot be reached in time or refuses us
     * @throws dev.aicli.migrate.model.LockException when another process does not let go of the database in time
     */
    Connection connect();

    /**
     * {@return the same database for a command that only looks: one that is not there looks empty, and is not created}
     */
    default Database forLooking() {
        return this;
    }

    /** {@return the same database, for whose opening nobody waits longer than for the lock of a run} */
    default Database waitingAtMost(Duration lockWait) {
        return this;
    }

    /** Sets how long a connection's statements wait for other processes, where they lock the whole database. */
    default void lockPatience(Connection connection, Duration patience) throws SQLException {}

    /** {@return whether foreign keys are checked on the connection; empty where they always are} */
    default Optional<Boolean> checksForeignKeys(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** {@return server product and version, such as {@code PostgreSQL 15.4}} */
    String productVersion(Connection connection) throws SQLException;

    /**
     * {@return where the connection's unqualified names lead, and where on the way such a table is; empty where the
     * database has no schemas}
     *
     * @param column one that the table must have, to tell it from others of its name
     */
    Optional<SearchPath> searchPath(Connection connection, String table, String column) throws SQLException;

    /** {@return which database this is, and which of its schemas, whatever it is called and how it is reached} */
    String identity(Connection connection, Optional<String> schema) throws SQLException;

    /** {@return whether an identity of before is that of the database that has the other one now} */
    default boolean isSame(String before, String now) {
        return before.equals(now);
    }

    /** {@return all schemas that have such a table, on the path or not} */
    List<String> schemasWith(Connection connection, String table, String column) throws SQLException;

    /** {@return what there is to know of those of the tables that are there, by name} */
    Map<String, TableFacts> facts(Connection connection, Optional<String> schema, List<String> tables)
            throws SQLException;

    /** {@return the names of the columns of a table, lower case; empty when there is no such table} */
    Set<String> columns(Connection connection, Optional<String> schema, String table) throws SQLException;

    /** {@return the column type that holds an instant} */
    String instantType();

    /** {@return an instant, to the millisecond, as a literal of {@link #instantType()}} */
    String instantLiteral(Instant instant);

    /** {@return the expression for a column of {@link #instantType()} as a text for {@link #parseInstant}} */
    String instantText(String column);

    /** {@return the instant that the text is} */
    Instant parseInstant(String text);

    /**
     * {@return the rows of a query}
     *
     * @param columns how many the query gives
     */
    TextRows rows(Connection connection, String query, int columns) throws SQLException;

    /**
     * {@return the rows of a query of our own, closed with the statement} Nobody else's function, operator or type is
     * used. Not inside the transaction of a script.
     */
    default ResultSet query(Statement statement, String query) throws SQLException {
        return statement.executeQuery(query);
    }

    /** {@return how many rows a statement of our own changed} The same holds as for {@link #query}. */
    default long update(Statement statement, String sql) throws SQLException {
        return statement.executeUpdate(sql);
    }

    /** {@return what {@link #query} sees to, as a statement for the beginning of a transaction of our own} */
    default Optional<String> ownNames() {
        return Optional.empty();
    }

    /** {@return an operator of the database's own, such as {@code =}, for a statement that runs among a script's} */
    default String operator(String symbol) {
        return symbol;
    }

    /** {@return text as a literal, whatever it contains} */
    String textLiteral(String text);

    /**
     * {@return the expression for the lower-case hexadecimal SHA-256 of a text expression's UTF-8 bytes; empty where
     * the server has none and the client must compute it}
     */
    Optional<String> sha256Hex(String textExpression);

    /**
     * {@return the expression for the instant, to the millisecond, at which the transaction began; empty where the
     * client must measure}
     */
    Optional<String> transactionStart();

    /** {@return the expression for an instant as {@link dev.aicli.migrate.model.InstantText} writes it} */
    String instantAsIso(String instant);

    /**
     * {@return the expression for the milliseconds since the transaction began; empty where the client must measure}
     */
    Optional<String> transactionMillis();

    /** {@return the expression for the present time in epoch milliseconds} */
    String epochMillis();

    /** {@return whether the failure is about a lock that somebody else holds: the same may succeed later} */
    boolean isLockFailure(SQLException failure);

    /** {@return the statement that begins a transaction that will write} */
    String beginWrite();

    /**
     * {@return whether the connection reaches the server through a pooler that may change sessions between
     * transactions}
     */
    default boolean behindPooler(Connection connection) throws SQLException {
        return false;
    }

    /**
     * {@return what, at the end of a query, keeps its rows from being taken by {@link #exclusiveRowLock} until the
     * transaction ends} Other fields than the key can be changed meanwhile.
     */
    default String sharedRowLock() {
        return "";
    }

    /** {@return what, at the end of a query, fails when somebody else keeps its rows, with a lock failure} */
    default String exclusiveRowLock() {
        return "";
    }
}
