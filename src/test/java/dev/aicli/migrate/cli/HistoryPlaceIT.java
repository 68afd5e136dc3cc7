package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aicli.migrate.testing.HostileRole;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which schema's history counts, whatever sets the search path. */
class HistoryPlaceIT {
    @TempDir
    private Path root;

    private String url = "";

    @BeforeEach
    void makeProject() {
        url = PostgresServers.newDatabase();
        project(url);
    }

    private SchemaProject project(String databaseUrl) {
        return new SchemaProject(root, databaseUrl).file("1_t.up.sql", "CREATE TABLE t (id int);");
    }

    private PackagedProgram.Result program(String databaseUrl, Map<String, String> environment, String... arguments)
            throws Exception {
        String[] all = Arrays.copyOf(arguments, arguments.length + 4);
        all[arguments.length] = "--database-url";
        all[arguments.length + 1] = databaseUrl;
        all[arguments.length + 2] = "--migrations";
        all[arguments.length + 3] = "migrations";
        return PackagedProgram.run(root, environment, all);
    }

    private void superuser(String... statements) {
        HostileRole.of(url).asSuperuser(statements);
    }

    private String tables() {
        return new SchemaProject(root, url)
                .query("SELECT schemaname FROM pg_tables WHERE tablename = 't' ORDER BY schemaname");
    }

    @Test
    void whoSetsASearchPathMeansItsFirstSchema() throws Exception {
        assertThat(program(url, Map.of(), "migrate", "up", "--no-backup").exitCode())
                .isZero();
        superuser("CREATE SCHEMA a; CREATE SCHEMA b; CREATE SCHEMA c");

        String inUrl = url + "&search_path=a,public";
        PackagedProgram.Result status = program(inUrl, Map.of(), "migrate", "status");
        assertThat(status.output()).contains("History   in schema a", "Pending   1");
        assertThat(status.error()).contains("there is a history in schema public");
        PackagedProgram.Result json = program(inUrl, Map.of(), "migrate", "status", "--output", "json");
        JsonNode document = JsonSchemas.parse(json.output());
        assertThat(document.at("/data/historySchema").asText()).isEqualTo("a");
        assertThat(program(inUrl, Map.of(), "migrate", "up", "--no-backup").exitCode())
                .isZero();
        assertThat(tables()).isEqualTo("a,public");
        assertThat(program(inUrl, Map.of(), "migrate", "status").error()).doesNotContain("there is a history");

        Map<String, String> inEnvironment = Map.of("PGOPTIONS", "-c search_path=b,public");
        assertThat(program(url, inEnvironment, "migrate", "up", "--no-backup").exitCode())
                .isZero();
        assertThat(tables()).isEqualTo("a,b,public");

        String role = "role_" + ProcessHandle.current().pid();
        superuser("CREATE ROLE " + role + " SUPERUSER LOGIN; ALTER ROLE " + role + " SET search_path = c, public");
        String asRole = url.replace("postgres@", role + "@");
        assertThat(program(asRole, Map.of(), "migrate", "up", "--no-backup").exitCode())
                .isZero();
        assertThat(tables()).isEqualTo("a,b,c,public");

        // The server's own path looks for a schema of the user's name first; one that appears later hides nothing.
        superuser("CREATE SCHEMA postgres");
        PackagedProgram.Result same = program(url, Map.of(), "migrate", "up", "--no-backup");
        assertThat(same.output()).contains("Nothing to do");
        assertThat(program(url, Map.of(), "migrate", "status").output()).contains("History   in schema public");
    }

    @Test
    void aPathThatLeadsNowhereIsSaidWithTheWayOn() throws Exception {
        assertThat(program(url, Map.of(), "migrate", "up", "--no-backup").exitCode())
                .isZero();
        String nowhere = url + "&search_path=nope";
        PackagedProgram.Result result = program(nowhere, Map.of(), "migrate", "status");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.error()).contains("search_path of this connection (nope)", "--history-schema public");
        PackagedProgram.Result named =
                program(nowhere, Map.of(), "migrate", "up", "--no-backup", "--history-schema", "public");
        assertThat(named.output()).contains("Nothing to do");

        superuser("ALTER DATABASE " + url.replaceFirst(".*/", "").replaceFirst("\\?.*", "") + " SET search_path = ''");
        assertThat(program(url, Map.of(), "migrate", "up", "--no-backup").exitCode())
                .isEqualTo(2);
        assertThat(program(url, Map.of("PGOPTIONS", "-c search_path=public"), "migrate", "up", "--no-backup")
                        .output())
                .contains("Nothing to do");
    }
}
