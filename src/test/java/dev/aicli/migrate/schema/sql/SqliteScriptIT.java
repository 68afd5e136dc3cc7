package dev.aicli.migrate.schema.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.aicli.migrate.platform.sqlite.sql.SqliteDialect;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteConnection;

/** Executes the golden scripts in SQLite, a statement at a time as the splitter gives them. */
class SqliteScriptIT {
    private static final SqlDialect DIALECT = new SqliteDialect();

    @TempDir
    Path folder;

    static List<GoldenScript> scripts() {
        return GoldenScript.executable(DIALECT);
    }

    private Connection open(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void oneByOneTheStatementsDoWhatSqliteDoesWithTheWholeScript(GoldenScript script) throws Exception {
        try (Connection whole = open("whole.db");
                Connection split = open("split.db");
                var sql = SqlScript.open(new ByteArrayInputStream(script.input()), DIALECT, script.options())) {
            // sqlite3_exec runs a script to its end, splitting by itself.
            whole.unwrap(SQLiteConnection.class).getDatabase()._exec(withoutMarks(script.input()));
            for (SqlStatement next = sql.next(); next != null; next = sql.next()) {
                SqlStatement statement = next;
                assertThatCode(() -> execute(split, statement.text()))
                        .as("statement at %s", statement.start())
                        .doesNotThrowAnyException();
            }
            assertThat(contents(split)).isEqualTo(contents(whole));
        }
    }

    /** goose's script has a trigger without its last semicolon, which SQLite needs. */
    private static String withoutMarks(byte[] script) {
        return new String(script, UTF_8).replaceFirst("^\ufeff", "").replace("END\n-- +goose", "END;\n-- +goose");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> contents(Connection connection) throws SQLException {
        List<String> contents = new ArrayList<>(rows(connection, "SELECT name, sql FROM sqlite_master ORDER BY name"));
        for (String table : rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
            contents.addAll(rows(connection, "SELECT * FROM \"" + table.replace("\"", "\"\"") + "\""));
        }
        return contents;
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
            }
        }
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            VACUUM                                 | SELECT 1
            PRAGMA journal_mode = WAL              | PRAGMA journal_mode
            PRAGMA journal_mode = TRUNCATE         | PRAGMA journal_mode
            PRAGMA synchronous = OFF               | PRAGMA synchronous
            PRAGMA temp_store = MEMORY             | PRAGMA temp_store
            PRAGMA foreign_keys = ON               | PRAGMA foreign_keys
            PRAGMA locking_mode = EXCLUSIVE        | PRAGMA locking_mode
            PRAGMA busy_timeout = 17               | PRAGMA busy_timeout
            PRAGMA cache_size = 17                 | PRAGMA cache_size
            PRAGMA recursive_triggers = ON         | PRAGMA recursive_triggers
            PRAGMA ignore_check_constraints = ON   | PRAGMA ignore_check_constraints
            PRAGMA legacy_alter_table = ON         | PRAGMA legacy_alter_table
            PRAGMA query_only = ON                 | PRAGMA query_only
            PRAGMA secure_delete = ON              | PRAGMA secure_delete
            PRAGMA trusted_schema = OFF            | PRAGMA trusted_schema
            PRAGMA auto_vacuum = 2                 | PRAGMA auto_vacuum
            PRAGMA page_size = 8192                | PRAGMA page_size
            PRAGMA user_version = 17               | PRAGMA user_version
            PRAGMA application_id = 17             | PRAGMA application_id
            PRAGMA wal_checkpoint                  | SELECT 1
            """)
    void whatDoesNotWorkInsideATransactionIsSaidSo(String change, String look) throws Exception {
        boolean worksInside = hasEffect(change, look, true);
        boolean worksOutside = hasEffect(change, look, false);
        boolean barred;
        try (var sql =
                SqlScript.open(new ByteArrayInputStream(change.getBytes(UTF_8)), DIALECT, ScriptOptions.defaults())) {
            barred = requireNonNull(sql.next()).cannotRunInTransaction().isPresent();
        }
        assertThat(barred).isEqualTo(worksOutside && !worksInside);
    }

    private boolean hasEffect(String change, String look, boolean inside) throws SQLException {
        try (Connection connection = open(inside + ".db")) {
            execute(connection, "CREATE TABLE t (a)");
            execute(connection, "CREATE TEMP TABLE u (a)");
            List<String> before = rows(connection, look);
            if (inside) {
                execute(connection, "BEGIN");
                execute(connection, "INSERT INTO t VALUES (1)");
            }
            execute(connection, change);
            if (inside) {
                execute(connection, "COMMIT");
            }
            return look.equals("SELECT 1") || !rows(connection, look).equals(before);
        } catch (SQLException e) {
            return false;
        }
    }
}
