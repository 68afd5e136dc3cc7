package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a role may not save or bring back is said by name, when it tries, and not when the backup is needed. */
class BackupRightsIT {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", System.getenv("PATH"));

    @TempDir
    private Path root;

    private String url = "";
    private String name = "";
    private SchemaProject server = new SchemaProject(Path.of("."), "sqlite:unused.db");

    @BeforeEach
    void aDatabase() throws IOException {
        url = PostgresServers.newDatabase();
        name = url.replaceAll(".*/(test_[0-9_]+)\\?.*", "$1");
        server = new SchemaProject(root.resolve("server"), url);
        Path migration = root.resolve("migrations/1_own.up.sql");
        Files.createDirectories(migration.getParent());
        Files.writeString(migration, "CREATE TABLE own (x int);\n");
    }

    /** Makes a role, with the rights that a migration needs, and the project's. */
    private String role(String suffix, String attributes) throws IOException {
        String role = name + suffix;
        server.execute("CREATE ROLE " + role + " LOGIN " + attributes);
        server.execute("GRANT CREATE, USAGE ON SCHEMA public TO " + role);
        Files.writeString(
                root.resolve("aicli.yml"), "database: {url: '" + url.replace("postgres@", role + "@") + "'}\n");
        return role;
    }

    private PackagedProgram.Result run(int exitCode, String... arguments) throws IOException, InterruptedException {
        PackagedProgram.Result result = PackagedProgram.run(root, ENVIRONMENT, arguments);
        assertThat(result.exitCode())
                .as(String.join(" ", arguments) + ": " + result.error() + result.output())
                .isEqualTo(exitCode);
        return result;
    }

    @Test
    void aRoleThatCannotBringASchemaBackInPlaceIsToldWhenItSavesAndWhenItTries() throws Exception {
        String role = role("_a", "CREATEDB");
        server.execute("CREATE SCHEMA app AUTHORIZATION " + role);
        server.execute("REVOKE CREATE ON DATABASE " + name + " FROM PUBLIC");

        PackagedProgram.Result up = run(0, "migrate", "up");
        assertThat(up.error())
                .contains("this role could not restore backup")
                .contains("the schema app: it lacks CREATE on the database " + name);
        assertThat(run(0, "backup", "create").error()).contains("it lacks CREATE on the database");
        PackagedProgram.Result verify = run(4, "backup", "verify", "latest", "--restore");
        assertThat(verify.output()).contains("in place, this role could not restore the schema app");
        run(8, "backup", "restore", "latest", "--yes");

        server.execute("GRANT CREATE ON DATABASE " + name + " TO " + role);
        run(0, "backup", "verify", "latest", "--restore");
        run(0, "backup", "restore", "latest", "--yes");
        assertThat(run(0, "backup", "create").error()).doesNotContain("could not restore");
    }

    @Test
    void ownersThatARestoreCannotGiveBackFailItsTrialToo() throws Exception {
        String role = role("_b", "CREATEDB");
        server.execute("ALTER DATABASE " + name + " OWNER TO " + role);
        server.execute("CREATE ROLE " + name + "_c");
        server.execute("CREATE TABLE foreign_table (x int)");
        server.execute("ALTER TABLE foreign_table OWNER TO " + name + "_c");
        server.execute("GRANT SELECT ON foreign_table TO " + role);

        assertThat(run(0, "migrate", "up").error())
                .contains("what belongs to " + name + "_c, of which it is no member: public.foreign_table");
        assertThat(run(8, "backup", "verify", "latest", "--restore").error()).contains(name + "_c");
        run(8, "backup", "restore", "latest", "--yes");

        server.execute("ALTER TABLE foreign_table OWNER TO " + role);
        run(0, "backup", "create");
        run(0, "backup", "verify", "latest", "--restore");
        run(0, "backup", "restore", "latest", "--yes");
    }

    @Test
    void whatARoleMayNotReadIsNamedWithTheRight() throws Exception {
        String role = role("_d", "");
        server.execute("CREATE TABLE secret (x int)");
        server.execute("CREATE SCHEMA hidden");
        server.execute("CREATE TABLE hidden.t (x int)");
        server.execute("CREATE TABLE rows (x int)");
        server.execute("ALTER TABLE rows ENABLE ROW LEVEL SECURITY");
        server.execute("GRANT SELECT ON rows TO " + role);

        PackagedProgram.Result refused = run(8, "migrate", "up");

        assertThat(refused.error())
                .contains(role + " may not read all that is to be backed up")
                .contains("SELECT on table public.secret")
                .contains("USAGE on schema hidden")
                .contains("the rows of public.rows that its row security hides")
                .contains("pg_read_all_data")
                .doesNotContain("see that the server runs");
        server.execute("GRANT pg_read_all_data TO " + role);
        server.execute("ALTER ROLE " + role + " BYPASSRLS");
        run(0, "migrate", "up");
    }

    @Test
    void aTableThatSomebodyLocksIsNamedWithWhoDoes() throws Exception {
        role("_e", "");
        server.execute("CREATE TABLE busy (x int)");
        server.execute("GRANT SELECT ON busy TO PUBLIC");
        try (Connection other = server.database().connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("LOCK TABLE busy IN ACCESS EXCLUSIVE MODE");

            PackagedProgram.Result refused = run(8, "migrate", "up", "--lock-timeout", "1s");

            assertThat(refused.error())
                    .contains("public.busy is locked by process ")
                    .contains("for longer than 1.0 s")
                    .contains("--lock-timeout");
            statement.execute("ROLLBACK");
        }
        run(0, "migrate", "up", "--lock-timeout", "1s");
    }
}
