package dev.aicli.migrate.platform.postgresql.connection;

import dev.aicli.migrate.database.Abilities;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.SearchPath;
import dev.aicli.migrate.database.TableFacts;
import dev.aicli.migrate.database.TextRows;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.InstantText;
import dev.aicli.migrate.platform.postgresql.url.PostgreSqlUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** PostgreSQL 12 and later. */
public final class PostgreSqlDatabase implements Database {
    private static final String SOCKET = "check that the server runs, and where its socket lies"
            + " (unix_socket_directories; the port is part of the file's name)";
    /**
     * What every session of ours asks for when it begins, so that no reset takes it away: the server notices when we
     * are gone, and does not end a session of ours that waits for another one or for a backup. Each that is refused, by
     * an older server or by a pooler, gives way to the next.
     */
    private static final List<String> SESSION_OPTIONS = List.of(
            "-c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=6"
                    + " -c idle_session_timeout=0",
            "-c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=6",
            "");

    /** Unknown parameter; refused by a pooler: protocol violation, not supported, invalid. */
    private static final Set<String> REFUSED_OPTIONS = Set.of("42704", "08P01", "0A000", "22023");

    private final PostgreSqlUrl url;
    private final Abilities<PostgreSqlDatabase> abilities;
    private final boolean lookOnly;
    private final AtomicInteger accepted = new AtomicInteger();

    public PostgreSqlDatabase(PostgreSqlUrl url, Abilities<PostgreSqlDatabase> abilities) {
        this(url, abilities, false);
    }

    private PostgreSqlDatabase(PostgreSqlUrl url, Abilities<PostgreSqlDatabase> abilities, boolean lookOnly) {
        this.url = url;
        this.abilities = abilities;
        this.lookOnly = lookOnly;
    }

    /** {@return another database, with the same login perhaps} */
    public PostgreSqlDatabase at(PostgreSqlUrl other) {
        return new PostgreSqlDatabase(other, abilities);
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public <A> Optional<A> ability(Class<A> ability) {
        return abilities.of(this, ability);
    }

    @Override
    public Map<String, String> clientEnvironment() {
        return url.libpqEnvironment();
    }

    /** {@return where it is and how to log in} */
    public PostgreSqlUrl url() {
        return url;
    }

    @Override
    public String kind() {
        return "postgresql";
    }

    @Override
    public String address() {
        return url.masked();
    }

    @Override
    public Database forLooking() {
        return new PostgreSqlDatabase(url, abilities, true);
    }

    @Override
    public Connection connect() {
        try {
            return connectAsAccepted();
        } catch (SQLException e) {
            // The driver's own message is about hosts and ports.
            Throwable cause = e.getCause();
            boolean ofSocket = url.usesSockets() && cause instanceof IOException;
            String message = String.valueOf(ofSocket && cause != null ? cause.getMessage() : e.getMessage());
            throw new ConnectionException(
                            "cannot connect to " + url.masked() + ": "
                                    + url.masking().mask(message),
                            e)
                    .detail("sqlstate", e.getSQLState())
                    .next(
                            ofSocket
                                    ? SOCKET
                                    : SqlStateAdvice.connecting(
                                            String.valueOf(e.getSQLState()),
                                            String.valueOf(e.getMessage()),
                                            url.hasPassword()));
        }
    }

    private Connection connectAsAccepted() throws SQLException {
        int attempt = accepted.get();
        while (true) {
            try {
                Connection connection = connect(SESSION_OPTIONS.get(attempt));
                accepted.set(attempt);
                return connection;
            } catch (SQLException e) {
                boolean last = attempt == SESSION_OPTIONS.size() - 1;
                if (last || !REFUSED_OPTIONS.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                // A pooler refuses all of them, an older server the last one only.
                attempt = "42704".equals(e.getSQLState()) ? attempt + 1 : SESSION_OPTIONS.size() - 1;
            }
        }
    }

    private Connection connect(String options) throws SQLException {
        Properties properties = url.connectionProperties();
        String all = (options + " " + properties.getProperty("options", "")).strip();
        if (!all.isEmpty()) {
            properties.setProperty("options", all);
        }
        Connection connection = new Driver().connect(url.jdbcUrl(), properties);
        if (connection == null) {
            throw new IllegalStateException("the driver does not know this URL: " + url.masked());
        }
        return connection;
    }

    @Override
    public String productVersion(Connection connection) throws SQLException {
        return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    }

    @Override
    public Optional<SearchPath> searchPath(Connection connection, String table, String column) throws SQLException {
        return Optional.of(new PostgreSqlTables(this, connection).path(table, column));
    }

    /** A database that is dropped and created has another number, and so has a schema. */
    @Override
    public String identity(Connection connection, Optional<String> schema) throws SQLException {
        String query = "SELECT pg_catalog.concat_ws('/', s.system_identifier, d.oid, (SELECT n.oid"
                + " FROM pg_catalog.pg_namespace n WHERE n.nspname = " + textLiteral(schema.orElse("public"))
                + ")) FROM pg_catalog.pg_control_system() s, pg_catalog.pg_database d"
                + " WHERE d.datname = pg_catalog.current_database()";
        try (Statement statement = connection.createStatement();
                ResultSet row = query(statement, query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public List<String> schemasWith(Connection connection, String table, String column) throws SQLException {
        return new PostgreSqlTables(this, connection).schemasWith(table, column);
    }

    @Override
    public Map<String, TableFacts> facts(Connection connection, Optional<String> schema, List<String> tables)
            throws SQLException {
        return new PostgreSqlTables(this, connection).facts(schema.orElse("public"), tables, lookOnly);
    }

    @Override
    public Set<String> columns(Connection connection, Optional<String> schema, String table) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        String query = "SELECT a.attname FROM pg_catalog.pg_attribute a"
                + " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = " + textLiteral(schema.orElse("public")) + " AND c.relname = "
                + textLiteral(table) + " AND a.attnum > 0 AND NOT a.attisdropped";
        try (Statement statement = connection.createStatement();
                ResultSet rows = query(statement, query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Override
    public String instantType() {
        return "timestamptz";
    }

    @Override
    public String instantLiteral(Instant instant) {
        return "'" + InstantText.of(instant.truncatedTo(ChronoUnit.MILLIS)) + "'::pg_catalog.timestamptz";
    }

    /** A number says the same whatever the session's time zone and style of dates. */
    @Override
    public String instantText(String column) {
        return "(extract(epoch FROM " + column + ") OPERATOR(pg_catalog.*) 1000)::pg_catalog.int8";
    }

    @Override
    public Instant parseInstant(String text) {
        return Instant.ofEpochMilli(Long.parseLong(text));
    }

    @Override
    public TextRows rows(Connection connection, String query, int columns) throws SQLException {
        return new CopiedRows(connection, query, columns);
    }

    @Override
    public ResultSet query(Statement statement, String query) throws SQLException {
        return OwnSql.query(statement, query);
    }

    @Override
    public long update(Statement statement, String sql) throws SQLException {
        return OwnSql.update(statement, sql);
    }

    @Override
    public Optional<String> ownNames() {
        return Optional.of(OwnSql.PATH);
    }

    @Override
    public String operator(String symbol) {
        return "OPERATOR(pg_catalog." + symbol + ")";
    }

    @Override
    public String textLiteral(String text) {
        // The escape form reads the same whatever standard_conforming_strings says; a text cannot hold NUL.
        String escaped = text.replace("\\", "\\\\").replace("'", "''").replace("\0", "\uFFFD");
        return (escaped.length() == text.length() && text.indexOf('\\') < 0 ? "'" : "E'") + escaped + "'";
    }

    @Override
    public Optional<String> sha256Hex(String textExpression) {
        return Optional.of(
                "pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(" + textExpression + ", 'UTF8')), 'hex')");
    }

    @Override
    public Optional<String> transactionStart() {
        return Optional.of("pg_catalog.date_trunc('milliseconds', pg_catalog.transaction_timestamp())");
    }

    /** Whole seconds have no fraction. */
    @Override
    public String instantAsIso(String instant) {
        return "pg_catalog.replace(pg_catalog.to_char(pg_catalog.timezone('UTC', " + instant
                + "), 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'), '.000Z', 'Z')";
    }

    @Override
    public Optional<String> transactionMillis() {
        return Optional.of("(extract(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-)"
                + " pg_catalog.transaction_timestamp()) OPERATOR(pg_catalog.*) 1000)::pg_catalog.int8");
    }

    @Override
    public String epochMillis() {
        return "(extract(epoch FROM pg_catalog.clock_timestamp()) OPERATOR(pg_catalog.*) 1000)::pg_catalog.int8";
    }

    /** Lock not available (a time-out, or NOWAIT), and deadlocks, of which we were the victim. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return "55P03".equals(failure.getSQLState()) || "40P01".equals(failure.getSQLState());
    }

    @Override
    public String beginWrite() {
        return "BEGIN";
    }

    /** A pooler makes up the process id that it tells its clients; the server's own function knows the real one. */
    @Override
    public boolean behindPooler(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1) != connection.unwrap(PGConnection.class).getBackendPID();
        }
    }

    @Override
    public String sharedRowLock() {
        return " FOR KEY SHARE";
    }

    @Override
    public String exclusiveRowLock() {
        return " FOR UPDATE NOWAIT";
    }
}
