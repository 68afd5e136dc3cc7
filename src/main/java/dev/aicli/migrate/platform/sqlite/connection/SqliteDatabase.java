package dev.aicli.migrate.platform.sqlite.connection;

import dev.aicli.migrate.database.Abilities;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.ResultSetRows;
import dev.aicli.migrate.database.SearchPath;
import dev.aicli.migrate.database.TableFacts;
import dev.aicli.migrate.database.TextRows;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.InstantText;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;

/** SQLite 3, in a file. */
public final class SqliteDatabase implements Database {
    /** How long a statement waits for another process that writes; beyond it the caller retries or gives up. */
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;

    /** Many processes that start at once take turns at the file: who only wants to look at it waits for longer. */
    private static final Duration OPENING_WAIT = Duration.ofSeconds(60);

    private final SqliteUrl url;
    private final Abilities<SqliteDatabase> abilities;
    private final boolean lookOnly;
    private final Duration openingWait;

    public SqliteDatabase(SqliteUrl url, Abilities<SqliteDatabase> abilities) {
        this(url, abilities, false, OPENING_WAIT);
    }

    private SqliteDatabase(SqliteUrl url, Abilities<SqliteDatabase> abilities, boolean lookOnly, Duration openingWait) {
        this.url = url;
        this.abilities = abilities;
        this.lookOnly = lookOnly;
        this.openingWait = openingWait;
    }

    /** {@return which file it is} */
    public SqliteUrl url() {
        return url;
    }

    /** {@return another file} */
    public SqliteDatabase at(SqliteUrl other) {
        return new SqliteDatabase(other, abilities);
    }

    @Override
    public String kind() {
        return "sqlite";
    }

    @Override
    public String product() {
        return "SQLite";
    }

    @Override
    public <A> Optional<A> ability(Class<A> ability) {
        return abilities.of(this, ability);
    }

    @Override
    public boolean isThere() {
        return Files.exists(url.path());
    }

    @Override
    public boolean isReadOnly() {
        return url.readOnly();
    }

    @Override
    public boolean hasSchemas() {
        return false;
    }

    @Override
    public String address() {
        return url.masked();
    }

    @Override
    public Database forLooking() {
        return new SqliteDatabase(url, abilities, true, openingWait);
    }

    /** Not for less than a statement waits: the moments in which others write are not what the caller bounds. */
    @Override
    public Database waitingAtMost(Duration lockWait) {
        Duration shortest = Duration.ofMillis(BUSY_TIMEOUT_MILLIS);
        return new SqliteDatabase(url, abilities, lookOnly, lockWait.compareTo(shortest) < 0 ? shortest : lockWait);
    }

    @Override
    public void lockPatience(Connection connection, Duration patience) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + patience.toMillis());
        }
    }

    @Override
    public Connection connect() {
        if (!url.creates() && !Files.exists(url.path())) {
            throw new ConnectionException("there is no database " + address() + ", and its URL says to create none")
                    .next("check the path in the URL; with mode=rwc, or without a mode, the file is created");
        }
        if (lookOnly && !Files.exists(url.path())) {
            return open("jdbc:sqlite::memory:");
        }
        try {
            Path folder = url.path().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new ConnectionException("cannot create the folder of " + address() + ": " + e.getMessage(), e)
                    .next("check the path in the URL and the rights on its folder");
        }
        return open(url.jdbcUrl());
    }

    private Connection open(String jdbcUrl) {
        SqliteLibrary.provide();
        Properties properties = url.connectionProperties();
        String busyTimeout = properties.getProperty("busy_timeout", String.valueOf(BUSY_TIMEOUT_MILLIS));
        properties.setProperty("busy_timeout", String.valueOf(Math.min(openingWait.toMillis(), Integer.MAX_VALUE)));
        try {
            Connection connection = JDBC.createConnection(jdbcUrl, properties);
            try (Statement probe = connection.createStatement()) {
                probe.executeQuery("SELECT count(*) FROM sqlite_master").close();
                probe.execute("PRAGMA busy_timeout = " + Long.parseLong(busyTimeout.strip()));
            }
            return connection;
        } catch (SQLException e) {
            if (isLockFailure(e)) {
                throw new LockException("another process has locked " + address(), e)
                        .next("wait for it to end, or end it; nothing was changed");
            }
            String reason = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
            throw new ConnectionException("cannot open " + address() + ": " + e.getMessage() + reason, e)
                    .next("check that the file is an SQLite database and that its folder is writable");
        } catch (NumberFormatException e) {
            throw new UsageException("the busy_timeout of the SQLite URL is not a number of milliseconds", e)
                    .next("write for example ?busy_timeout=5000");
        }
    }

    /** Only a URL switches it on: a new connection has it off. */
    @Override
    public Optional<Boolean> checksForeignKeys(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA foreign_keys")) {
            return Optional.of(row.next() && row.getBoolean(1));
        }
    }

    @Override
    public String productVersion(Connection connection) throws SQLException {
        return "SQLite " + connection.getMetaData().getDatabaseProductVersion();
    }

    @Override
    public Optional<SearchPath> searchPath(Connection connection, String table, String column) {
        return Optional.empty();
    }

    /** The file, and how often the schema in it has changed: a file made anew may get the number of the former one. */
    @Override
    public String identity(Connection connection, Optional<String> schema) throws SQLException {
        if (!Files.exists(url.path())) {
            return "none/0";
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA schema_version")) {
            row.next();
            return Files.getAttribute(url.path(), "unix:ino") + "/" + row.getLong(1);
        } catch (IOException | UnsupportedOperationException e) {
            throw new SQLException("the file of " + address() + " cannot be told from others: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isSame(String before, String now) {
        String[] then = before.split("/", -1);
        String[] present = now.split("/", -1);
        return then.length == 2 && then[0].equals(present[0]) && Long.parseLong(then[1]) <= Long.parseLong(present[1]);
    }

    @Override
    public List<String> schemasWith(Connection connection, String table, String column) {
        return List.of();
    }

    /** Who may write to the file owns all of it: what is asked for is what would act when we read or write a table. */
    @Override
    public Map<String, TableFacts> facts(Connection connection, Optional<String> schema, List<String> tables)
            throws SQLException {
        String names = tables.stream().map(this::textLiteral).collect(Collectors.joining(", "));
        Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        Map<String, List<String>> oddities = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT lower(m.tbl_name), c.name, c.type, CASE"
                        + " WHEN m.type = 'trigger' THEN 'it has the trigger ' || m.name"
                        + " WHEN m.type <> 'table' THEN 'it is no ordinary table'"
                        + " WHEN c.dflt_value IS NOT NULL OR c.hidden <> 0"
                        + " THEN 'its column ' || c.name || ' has a default' END"
                        + " FROM main.sqlite_master m LEFT JOIN pragma_table_xinfo(m.name) c ON m.type <> 'trigger'"
                        + " WHERE m.type IN ('table', 'view', 'trigger') AND lower(m.tbl_name) IN (" + names + ")")) {
            while (row.next()) {
                String table = row.getString(1);
                columns.computeIfAbsent(table, name -> new LinkedHashMap<>());
                oddities.computeIfAbsent(table, name -> new ArrayList<>());
                String column = row.getString(2);
                if (column != null) {
                    columns.get(table)
                            .put(
                                    column.toLowerCase(Locale.ROOT),
                                    row.getString(3).toLowerCase(Locale.ROOT));
                }
                String oddity = row.getString(4);
                if (oddity != null && !oddities.get(table).contains(oddity)) {
                    oddities.get(table).add(oddity);
                }
            }
        }
        Map<String, TableFacts> facts = new LinkedHashMap<>();
        columns.forEach((table, types) ->
                facts.put(table, new TableFacts(types, oddities.getOrDefault(table, List.of()))));
        return facts;
    }

    @Override
    public Set<String> columns(Connection connection, Optional<String> schema, String table) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT name FROM pragma_table_info(" + textLiteral(table) + ")")) {
            while (rows.next()) {
                names.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    @Override
    public String instantType() {
        return "text";
    }

    @Override
    public String instantLiteral(Instant instant) {
        return "'" + InstantText.of(instant.truncatedTo(ChronoUnit.MILLIS)) + "'";
    }

    @Override
    public String instantText(String column) {
        return column;
    }

    @Override
    public Instant parseInstant(String text) {
        return InstantText.parse(text);
    }

    @Override
    public TextRows rows(Connection connection, String query, int columns) throws SQLException {
        return new ResultSetRows(connection, query);
    }

    @Override
    public String textLiteral(String text) {
        return "'" + text.replace("'", "''").replace("\0", "\uFFFD") + "'";
    }

    @Override
    public Optional<String> sha256Hex(String textExpression) {
        return Optional.empty();
    }

    @Override
    public Optional<String> transactionStart() {
        return Optional.empty();
    }

    @Override
    public String instantAsIso(String instant) {
        return instant;
    }

    @Override
    public Optional<String> transactionMillis() {
        return Optional.empty();
    }

    @Override
    public String epochMillis() {
        return "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";
    }

    @Override
    public boolean isLockFailure(SQLException failure) {
        int primaryCode = failure.getErrorCode() & 0xFF;
        return primaryCode == SQLiteErrorCode.SQLITE_BUSY.code || primaryCode == SQLiteErrorCode.SQLITE_LOCKED.code;
    }

    /** Takes the write lock at once: a later upgrade from a read lock could fail where waiting would not help. */
    @Override
    public String beginWrite() {
        return "BEGIN IMMEDIATE";
    }
}
