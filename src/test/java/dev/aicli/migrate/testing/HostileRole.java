package dev.aicli.migrate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;

/** A role without any rights but that to create objects in the schema public, and what it does with it. */
public final class HostileRole {
    private static final Path SHADOWS = Path.of("src", "test", "resources", "hostile", "shadows.sql");

    private final String databaseUrl;
    private final String jdbcUrl;
    private final String name;
    private final String database;

    private HostileRole(String databaseUrl, String jdbcUrl, String name, String database) {
        this.databaseUrl = databaseUrl;
        this.jdbcUrl = jdbcUrl;
        this.name = name;
        this.database = database;
    }

    /** Creates it, in a database as PostgreSQL made them before version 15: everybody may create objects in public. */
    public static HostileRole in(String databaseUrl) {
        HostileRole role = of(databaseUrl);
        role.asSuperuser("CREATE ROLE " + role.name, "GRANT CREATE ON SCHEMA public TO PUBLIC");
        return role;
    }

    /** {@return the one of that database, which may not be there yet} */
    public static HostileRole of(String databaseUrl) {
        String address = databaseUrl.substring(databaseUrl.indexOf('@') + 1);
        String database = address.substring(address.indexOf('/') + 1).replaceFirst("\\?.*", "");
        return new HostileRole(
                databaseUrl,
                "jdbc:postgresql://" + address + "&user=postgres&preferQueryMode=simple",
                "mallory_" + database,
                database);
    }

    public String name() {
        return name;
    }

    /**
     * {@return one in a new database, which has put an object of its own in the way of everything in pg_catalog} The
     * database's search path looks there first, so that what has the same signature is found too, and not only what
     * fits better.
     */
    public static HostileRole amongShadows() {
        HostileRole role = of(PostgresServers.newDatabase(Template.ROLE.database));
        role.asSuperuser("ALTER DATABASE " + role.database + " SET search_path = public, pg_catalog");
        return role;
    }

    /** Made once: thousands of objects. */
    private static final class Template {
        private static final HostileRole ROLE = HostileRole.in(PostgresServers.newDatabase());

        static {
            try {
                ROLE.asSuperuser("SET ROLE " + ROLE.name + ";\n" + Files.readString(SHADOWS) + ";\nRESET ROLE");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** {@return how to connect to its database as the superuser of the tests} */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** {@return the URL of its database} */
    public String databaseUrl() {
        return databaseUrl;
    }

    /** {@return the messages of its objects that were used, with the statements that used them} */
    public List<String> used() {
        String[] entries = PostgresServers.server().log().split("(?m)^(?=\\d{4}-\\d\\d-\\d\\d )", -1);
        return IntStream.range(0, entries.length)
                .filter(i -> entries[i].contains("ERROR:  HOSTILE"))
                .mapToObj(i -> entries[i] + (i + 2 < entries.length ? entries[i + 1] + entries[i + 2] : ""))
                .toList();
    }

    /** Executes statements with the role's own rights. */
    public void execute(String... statements) {
        asSuperuser("SET ROLE " + name + ";\n" + String.join(";\n", statements) + ";\nRESET ROLE");
    }

    /** Executes statements as the superuser of the tests. */
    public void asSuperuser(String... statements) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return whether a role may execute a statement; what it does is undone} */
    public boolean may(String role, String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN; SET LOCAL ROLE " + role + "; " + sql + "; ROLLBACK");
            return true;
        } catch (SQLException e) {
            if ("42501".equals(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException(e);
        }
    }
}
