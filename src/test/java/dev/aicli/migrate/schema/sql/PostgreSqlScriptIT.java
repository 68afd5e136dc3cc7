package dev.aicli.migrate.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.aicli.migrate.platform.postgresql.sql.PostgreSqlDialect;
import dev.aicli.migrate.testing.PostgresServer;
import dev.aicli.migrate.testing.PostgresServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** Executes the golden scripts on a server, a statement at a time as the splitter gives them. */
class PostgreSqlScriptIT {
    private static final SqlDialect DIALECT = new PostgreSqlDialect();

    /**
     * What the server answers to a statement that cannot run inside a transaction, and to COMMIT in a routine there.
     */
    private static final List<String> REFUSED_IN_TRANSACTION = List.of("25001", "2D000");

    private static PostgresServer server;
    private static int databases;

    @BeforeAll
    static void start() {
        server = PostgresServer.start(PostgresServers.DEFAULT_VERSION, Map.of("max_prepared_transactions", "5"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<GoldenScript> scripts() {
        return GoldenScript.executable(DIALECT);
    }

    private static Connection newDatabase() throws SQLException {
        String name = "golden_" + ++databases;
        try (Connection admin = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
        }
        return DriverManager.getConnection(server.jdbcUrl(name) + "&preferQueryMode=simple");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void everyStatementIsOneToTheServer(GoldenScript script) throws Exception {
        try (Connection connection = newDatabase();
                var sql = SqlScript.open(new ByteArrayInputStream(script.input()), DIALECT, script.options())) {
            for (SqlStatement next = sql.next(); next != null; next = sql.next()) {
                SqlStatement statement = next;
                assertThatCode(() -> execute(connection, sql, statement))
                        .as("statement at %s", statement.start())
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void theServerRefusesInTransactionsWhatTheClassifierSays(GoldenScript script) throws Exception {
        try (Connection connection = newDatabase();
                var sql = SqlScript.open(new ByteArrayInputStream(script.input()), DIALECT, script.options())) {
            boolean inTransaction = false;
            for (SqlStatement next = sql.next(); next != null; next = sql.next()) {
                if (!inTransaction && isTriedInTransaction(next)) {
                    assertThat(isRefusedInTransaction(connection, next.text()))
                            .as("%s: %s", next.start(), next.text())
                            .isEqualTo(next.cannotRunInTransaction().isPresent());
                }
                execute(connection, sql, next);
                if (next.kind() instanceof StatementKind.TransactionControl control) {
                    inTransaction = switch (control.action()) {
                        case COMMIT, ROLLBACK -> false;
                        default -> true;
                    };
                }
            }
        }
    }

    @Test
    void aVeryLongFunctionRunsAsItWasWritten() throws Exception {
        List<SqlStatement> statements =
                Scripts.split(LongFunction.definition() + ";\nSELECT long_function();", DIALECT);
        assertThat(statements.get(0).text().lines().count()).isGreaterThan(3000);
        try (Connection connection = newDatabase();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(statements.get(0).text());
            try (ResultSet result = statement.executeQuery(statements.get(1).text())) {
                assertThat(result.next()).isTrue();
                assertThat(result.getInt(1)).isEqualTo(LongFunction.result());
            }
        }
    }

    private static boolean isTriedInTransaction(SqlStatement statement) {
        if (statement.kind() instanceof StatementKind.SessionChange change) {
            // Rolling back does not undo what is done to prepared statements.
            return !change.name().equals("prepare") && !change.name().equals("deallocate");
        }
        return !(statement.kind() instanceof StatementKind.CopyFromStdin)
                && !(statement.kind() instanceof StatementKind.TransactionControl);
    }

    private static boolean isRefusedInTransaction(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("BEGIN");
            try {
                statement.execute(text);
                return false;
            } catch (SQLException e) {
                return REFUSED_IN_TRANSACTION.contains(e.getSQLState());
            } finally {
                statement.execute("ROLLBACK");
            }
        }
    }

    private static void execute(Connection connection, SqlScript script, SqlStatement sql)
            throws SQLException, IOException {
        if (sql.kind() instanceof StatementKind.CopyFromStdin) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql.text(), script.copyData());
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql.text());
            boolean more = statement.getMoreResults() || statement.getUpdateCount() != -1;
            assertThat(more).as("a second result").isFalse();
        }
    }
}
