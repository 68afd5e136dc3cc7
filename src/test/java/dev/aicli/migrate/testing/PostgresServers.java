package dev.aicli.migrate.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server of each version for all tests of a JVM; each test takes a database of its own. */
public final class PostgresServers {
    /** The version whose {@code pg_dump} Debian 12 has: dumps of a newer server would be refused. */
    public static final int DEFAULT_VERSION = 15;

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Map<Integer, PostgresServer> SERVERS = new ConcurrentHashMap<>();

    private PostgresServers() {}

    /** {@return the URL of a new, empty database} */
    public static String newDatabase() {
        return newDatabase(DEFAULT_VERSION);
    }

    /** {@return the URL of a new, empty database on a server of {@code majorVersion}} */
    public static String newDatabase(int majorVersion) {
        return newDatabase(SERVERS.computeIfAbsent(majorVersion, PostgresServers::start), "template1");
    }

    /** {@return the URL of a new database with what is in another one, in which nobody is at work} */
    public static String newDatabase(String template) {
        return newDatabase(server(), template);
    }

    private static String newDatabase(PostgresServer server, String template) {
        String name = "test_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a database for a test", e);
        }
        return "postgres://postgres@127.0.0.1:" + server.port() + "/" + name + "?sslmode=disable";
    }

    /** {@return the server that {@link #newDatabase()} uses} */
    public static PostgresServer server() {
        return SERVERS.computeIfAbsent(DEFAULT_VERSION, PostgresServers::start);
    }

    private static PostgresServer start(int majorVersion) {
        PostgresServer server = PostgresServer.start(majorVersion, Map.of("max_connections", "300"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stops PostgreSQL " + majorVersion));
        return server;
    }
}
