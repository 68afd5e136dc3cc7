package dev.aicli.migrate.platform.postgresql.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.platform.postgresql.PostgreSql;
import dev.aicli.migrate.testing.PostgresServer;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.StringReader;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** What the driver does with a socket, on a Unix socket: reading, writing, waiting, giving up, cancelling, closing. */
class UnixSocketIT {
    @TempDir
    Path folder;

    private String url;

    @BeforeEach
    void aDatabase() {
        PostgresServer server = PostgresServers.server();
        String byTcp = PostgresServers.newDatabase();
        String name = byTcp.substring(byTcp.lastIndexOf('/') + 1, byTcp.indexOf('?'));
        url = "postgresql://postgres@/" + name + "?host=" + server.socketFolder() + "&port=" + server.port();
    }

    private Connection connect() {
        UrlEnvironment surroundings = new UrlEnvironment(Map.of(), folder, folder, "tester");
        return PostgreSql.open((PostgreSqlUrl) Databases.url(url, surroundings)).connect();
    }

    @Test
    void muchIsWrittenAndReadAndTheServerKnowsOfNoNetwork() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (line text)");
            String line = "x".repeat(1_000) + "\n";
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY t FROM stdin", new StringReader(line.repeat(20_000)));
            assertThat(rows).isEqualTo(20_000);
            try (ResultSet row = statement.executeQuery("SELECT line FROM t")) {
                int read = 0;
                while (row.next()) {
                    assertThat(row.getString(1)).hasSize(1_000);
                    read++;
                }
                assertThat(read).isEqualTo(20_000);
            }
            try (ResultSet row = statement.executeQuery("SELECT inet_client_addr() IS NULL")) {
                row.next();
                assertThat(row.getBoolean(1)).isTrue();
            }
        }
    }

    @Test
    void aStatementIsCancelledFromAnotherThread() throws Exception {
        try (Connection connection = connect();
                Connection watching = connect();
                Statement statement = connection.createStatement()) {
            int pid = connection.unwrap(PGConnection.class).getBackendPID();
            Thread canceller = new Thread(() -> {
                try (Statement look = watching.createStatement()) {
                    boolean asleep = false;
                    while (!asleep) {
                        try (ResultSet row = look.executeQuery(
                                "SELECT wait_event = 'PgSleep' FROM pg_stat_activity" + " WHERE pid = " + pid)) {
                            asleep = row.next() && row.getBoolean(1);
                        }
                    }
                    statement.cancel();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            canceller.start();
            assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(600)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            canceller.join();
        }
    }

    @Test
    void whoWaitsForTooLongGivesUpAndWhoIsInterruptedDoesNot() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Thread.currentThread().interrupt();
            statement.execute("SELECT pg_sleep(0.3)");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(connection.isValid(5)).isTrue();
            connection.setNetworkTimeout(Runnable::run, 200);
            assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(600)"))
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void whoWaitsIsWokenByAClose() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Thread closing = new Thread(() -> {
                try {
                    Thread.sleep(300);
                    connection.abort(Runnable::run);
                } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            closing.start();
            assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(600)")).isInstanceOf(SQLException.class);
            closing.join();
        }
    }

    @Test
    void migrationsTheirLockAndTheirRetriesNeedNoOther() {
        SchemaProject project = new SchemaProject(folder, url);
        project.file("1_t.up.sql", "CREATE TABLE t (id int);\nCOPY t FROM stdin;\n1\n2\n\\.\n")
                .file("2_i.up.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id);");
        project.up();
        assertThat(project.query("SELECT count(*) FROM t")).isEqualTo("2");
        assertThat(project.head()).isEqualTo("2");
    }

    @Test
    void aSocketThatIsNotThereIsNamed() {
        SchemaProject project = new SchemaProject(folder, "postgresql:///d?host=" + folder + "&port=6543");
        assertThatThrownBy(project::up)
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("no server listens at " + folder.resolve(".s.PGSQL.6543"))
                .hasMessageNotContaining("0.");
    }
}
