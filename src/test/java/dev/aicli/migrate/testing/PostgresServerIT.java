package dev.aicli.migrate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresServerIT {
    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void runsEveryVersionThatWeSupport(int majorVersion) throws SQLException {
        try (PostgresServer server = PostgresServer.start(majorVersion, Map.of());
                Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"))) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(majorVersion);
        }
    }

    @Test
    void isGoneWhenItIsClosed() {
        PostgresServer server = PostgresServer.start(PostgresServers.DEFAULT_VERSION, Map.of());

        server.close();

        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres")))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void showsWhatTheServerSaidWhenItDoesNotStart() {
        assertThatThrownBy(() -> PostgresServer.start(PostgresServers.DEFAULT_VERSION, Map.of("no_such_setting", "1")))
                .cause()
                .hasMessageContaining("unrecognized configuration parameter \"no_such_setting\"");
    }
}
