package dev.aicli.migrate.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresServerIT {
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
