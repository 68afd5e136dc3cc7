package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.HostileRole;
import dev.aicli.migrate.testing.PostgresServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that docs/security.md gives are enough for what it says, and for nothing else. */
class SecurityDocumentIT {
    private static final Pattern SQL = Pattern.compile("```sql\n([^`]*)```");

    @TempDir
    private Path root;

    private static List<String> scripts() throws IOException {
        Matcher blocks = SQL.matcher(Files.readString(Path.of("docs", "security.md")));
        return blocks.results().map(block -> block.group(1)).toList();
    }

    private static void expect(Installation installation, int exitCode, String commandLine) {
        Cli.Result result = installation.run(commandLine.split(" ", -1));
        assertThat(result.exitCode())
                .as(commandLine + "\n" + result.output() + result.error())
                .isEqualTo(exitCode);
    }

    @Test
    void theRightsAreEnough() throws IOException {
        String url = PostgresServers.newDatabase();
        String suffix = "_" + url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        HostileRole superuser = HostileRole.in(url);
        List<String> scripts = scripts().stream()
                .map(script -> script.replaceAll("\\b(migrator|application)\\b", "$1" + suffix))
                .toList();
        assertThat(scripts).hasSize(2);
        superuser.asSuperuser(scripts.get(0));

        Installation migrator = Installation.at(root, url.replace("postgres@", "migrator" + suffix + "@"));
        expect(migrator, 0, "migrate up");
        superuser.asSuperuser(scripts.get(1));
        expect(migrator, 0, "migrate status");
        expect(migrator, 0, "migrate redo --yes");
        expect(migrator, 0, "migrate down --all --yes");
        expect(migrator, 0, "upgrade --target-version 1.0.0 --yes");
        expect(migrator, 0, "upgrade --target-version 2.0.0 --yes");
        expect(migrator, 0, "rollback --yes");
        expect(migrator, 0, "backup create");
        expect(migrator, 0, "backup verify latest");
        expect(migrator, 0, "history verify");

        Installation application = migrator.by(url.replace("postgres@", "application" + suffix + "@"));
        expect(application, 0, "migrate status");
        expect(application, 0, "check-compatibility --app-version 1.0.0");
        Cli.Result refused = application.run("migrate", "up", "--no-backup");
        assertThat(refused.exitCode()).as(refused.error()).isNotZero();
        assertThat(application.schema().query("SELECT count(*) FROM t1")).isEqualTo("1");
        assertThat(superuser.may("application" + suffix, "INSERT INTO app.t1 VALUES (5, 'five')"))
                .isTrue();
        for (String change : List.of(
                "DELETE FROM app.migration_history",
                "UPDATE app.migration_history SET down_script = 'DROP TABLE t1'",
                "CREATE TABLE app.x (id int)",
                "CREATE TABLE public.x (id int)",
                "DROP TABLE app.t1")) {
            assertThat(superuser.may("application" + suffix, change)).as(change).isFalse();
        }
        expect(migrator, 0, "history verify");
    }
}
