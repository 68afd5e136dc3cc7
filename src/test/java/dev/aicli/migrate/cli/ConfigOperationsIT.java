package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.cli.PackagedProgram.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations on the files that people have, through the packaged program. */
class ConfigOperationsIT {
    @TempDir
    private Path root;

    @BeforeEach
    void aProject() throws IOException {
        file("aicli.yml", "config: {files: ['c/*', .env]}\n");
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String text(String name) throws IOException {
        return Files.readString(root.resolve(name));
    }

    private void migration(String operations) throws IOException {
        file("config-migrations/1.1.0_step.yml", "version: 1.1.0\nup:\n" + operations.indent(2));
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        return PackagedProgram.run(root, Map.of(), arguments);
    }

    private Result succeed(String... arguments) throws IOException, InterruptedException {
        Result result = run(arguments);
        assertThat(result.exitCode()).as(result.output() + result.error()).isZero();
        return result;
    }

    @Test
    void whatASplitTakesNowhereStopsTheRunBeforeAnyFileChanges() throws Exception {
        migration("""
                - split: {at: url, parser: url, into: {host: db.host, user: db.user, query.sslmode: db.ssl}}
                - split: {at: pair, parser: delimiter, delimiter: "-", into: {0: p.a, 1: p.b}}
                - split: {at: text, parser: regex, pattern: "https?://(?<host>.*)", into: {host: h}}
                - env_split: {name: URL, parser: url, into: {host: H}}
                """);
        file("c/query.yml", "version: 1.0.0\nurl: postgres://h?sslmode=a&timeout=1\n");
        file("c/fragment.yml", "version: 1.0.0\nurl: postgres://h#part\n");
        file("c/scheme.yml", "version: 1.0.0\nurl: mysql://h\n");
        file("c/pieces.yml", "version: 1.0.0\npair: a-b-c\n");
        file("c/outside.yml", "version: 1.0.0\ntext: https://h\n");
        file(".env", "CONFIG_VERSION=1.0.0\nURL=rediss://h\n");

        Result result = run("config", "up");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.error())
                .contains("c/query.yml:2:6: ", "query.timeout goes nowhere")
                .contains("c/fragment.yml:2:6: ", "fragment goes nowhere")
                .contains("c/scheme.yml:2:6: ", "the scheme mysql:// is none of postgres, postgresql")
                .contains("c/pieces.yml:2:7: ", "part 2 goes nowhere")
                .contains("c/outside.yml:2:7: ", "the text outside the named groups goes nowhere")
                .contains(".env:2:1: ", "the scheme rediss:// is none of")
                .contains("'rest'", "'drop'");
        assertThat(text("c/query.yml")).isEqualTo("version: 1.0.0\nurl: postgres://h?sslmode=a&timeout=1\n");
        assertThat(text(".env")).isEqualTo("CONFIG_VERSION=1.0.0\nURL=rediss://h\n");
    }

    @Test
    void theRestGoesWhereTheMigrationSaysAndComesBack() throws Exception {
        migration("""
                - split: {at: url, parser: url, schemes: [pg, pgs], into: {host: db.host, query.ssl: db.ssl}, rest: db.options}
                - split: {at: pair, parser: delimiter, delimiter: "-", into: {0: p.a}, rest: p.more}
                - env_split: {name: URL, parser: url, into: {host: H}, drop: [scheme, query], rest: REST}
                - env_split: {name: WAY, parser: delimiter, delimiter: ":", into: {0: FIRST}, drop: all}
                """);
        String yaml = "version: 1.0.0\nurl: pgs://h?ssl=a&timeout=1#f\npair: a-b-c\n";
        String env = "CONFIG_VERSION=1.0.0\nURL=\"http://h/p?q=1#f\"\nWAY=a:b:c\n";
        file("c/config.yml", yaml);
        file(".env", env);

        succeed("config", "up");
        assertThat(text("c/config.yml")).isEqualTo("""
                version: 1.1.0
                db:
                  host: h
                  ssl: a
                  options: timeout=1#f
                p:
                  a: a
                  more: b-c
                """);
        assertThat(text(".env")).isEqualTo("CONFIG_VERSION=1.1.0\nH=\"h\"\nREST=\"/p#f\"\nFIRST=a\n");

        String edited = text("c/config.yml").replace("timeout=1", "timeout=2").replace("b-c", "b-c-d") + "# mine\n";
        file("c/config.yml", edited);
        succeed("config", "down");
        assertThat(text("c/config.yml"))
                .isEqualTo("version: 1.0.0\nurl: pgs://h?ssl=a&timeout=2#f\npair: a-b-c-d\n# mine\n");
        assertThat(text(".env")).isEqualTo(env);
    }

    @Test
    void aUrlThatMayBeMeantOtherwiseIsLeftAloneWithTheReason() throws Exception {
        migration("""
                - split: {at: url, parser: url, into: {host: x}}
                - env_split: {name: URL, parser: url, into: {host: H, password: PASSWORD}, drop: all}
                """);
        file("c/password.yml", "version: 1.0.0\nurl: postgres://u:s3c#ret@h/d\n");
        file("c/question.yml", "version: 1.0.0\nurl: postgres://u:s3c?ret@h/d\n");
        file("c/slash.yml", "version: 1.0.0\nurl: postgres://u:12/ret@h/d\n");
        file("c/driver.yml", "version: 1.0.0\nurl: mysql://u:p@tcp(h:3306)/d\n");
        file("c/hosts.yml", "version: 1.0.0\nurl: postgres://a:1,b:2/d\n");
        file("c/urls.yml", "version: 1.0.0\nurl: http://a/x,http://b/y\n");
        file("c/brackets.yml", "version: 1.0.0\nurl: http://[::1:80/\n");
        file("c/port.yml", "version: 1.0.0\nurl: postgres://h:http/d\n");
        file(".env", "CONFIG_VERSION=1.0.0\nURL=\"redis://:a#b@h:1\"\n");

        Result result = succeed("config", "up");

        assertThat(result.error())
                .contains("c/password.yml: url: cannot be split: an '@' stands behind the host")
                .contains("question.yml: url: cannot be split: an '@' stands behind the host")
                .contains("slash.yml: url: cannot be split: an '@' stands behind the host")
                .contains("driver.yml: url: cannot be split: what stands where the host should")
                .contains("hosts.yml: url: cannot be split: there is more than one host in it")
                .contains("urls.yml: url: cannot be split: there is more than one URL in it")
                .contains("brackets.yml: url: cannot be split: what stands where the host should")
                .contains("port.yml: url: cannot be split: what stands where the port should")
                .contains(".env: URL: cannot be split: an '@' stands behind the host");
        assertThat(text("c/password.yml")).isEqualTo("version: 1.1.0\nurl: postgres://u:s3c#ret@h/d\n");
        assertThat(text(".env")).isEqualTo("CONFIG_VERSION=1.1.0\nURL=\"redis://:a#b@h:1\"\n");
    }

    @Test
    void filesOfOtherFormatsAreRefusedAndStayAsTheyAre() throws Exception {
        migration("- add: {at: level, value: info}\n");
        Map<String, String> others = Map.of(
                "config.json", "{\"version\": \"1.0.0\", \"a\": 1}\n",
                "config.toml", "version = \"1.0.0\"\n",
                "app.properties", "version=1.0.0\n",
                "web.xml", "<version>1.0.0</version>\n",
                "nginx.conf", "version 1.0.0;\n",
                ".envrc", "export CONFIG_VERSION=1.0.0\n",
                ".env.json", "{}\n",
                "Procfile", "web: run\n");
        for (Map.Entry<String, String> other : others.entrySet()) {
            file("d/" + other.getKey(), other.getValue());
            file("aicli.yml", "config: {files: [d/" + other.getKey() + "]}\n");

            Result result = run("config", "up", "--from", "1.0.0");

            assertThat(result.exitCode()).as(other.getKey()).isEqualTo(2);
            assertThat(result.error())
                    .contains("d/" + other.getKey(), other.getKey().endsWith("json") ? "JSON" : "format: yaml");
            assertThat(text("d/" + other.getKey())).isEqualTo(other.getValue());
        }
    }

    @Test
    void aFormatThatIsGivenIsBelievedUnlessTheFileShowsThatItIsAnother() throws Exception {
        file("aicli.yml", """
                config:
                  files: [{path: d/settings, format: yaml}, {path: d/nginx.conf, format: yaml}, {path: d/.envrc, format: env}]
                """);
        migration("- add: {at: level, value: info}\n- env_add: {name: LEVEL, value: info}\n");
        file("d/settings", "version: 1.0.0\n");
        file("d/.envrc", "export CONFIG_VERSION=1.0.0\n");

        succeed("config", "up");
        assertThat(text("d/settings")).isEqualTo("version: 1.1.0\nlevel: info\n");
        assertThat(text("d/.envrc")).isEqualTo("export CONFIG_VERSION=1.1.0\nexport LEVEL=info\n");

        file("d/nginx.conf", "worker_processes 1;\n");
        Result result = run("config", "up", "--from", "1.0.0");
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.error()).contains("d/nginx.conf:1:1", "one single text", "without any key");
    }

    @Test
    void referencesInAllFilesFollowARenamedVariableAndComeBack() throws Exception {
        migration("- env_rename: {from: A, to: AA}\n");
        file("config-migrations/1.2.0_twice.yml", "version: 1.2.0\nup: [{env_rename: {from: AA, to: AB}}]\n");
        String env = """
                CONFIG_VERSION=1.0.0
                A=1   # ${A} in a comment
                B=${A}/x
                C="$A and ${A:-${A}} and \\${A} and $$A and $AB" # not $A
                D='${A}'
                E=${env:A}
                """;
        String yaml = """
                version: 1.0.0
                plain: ${A}
                A: "$A, ${A:-x}, ${AB}, ${A.b}"   # ${A}
                flow: {x: 'a ${A} b'}
                text: |
                  line ${A}
                  $A
                """;
        file(".env", env);
        file("c/config.yml", yaml);

        succeed("config", "up");
        assertThat(text(".env")).isEqualTo("""
                CONFIG_VERSION=1.2.0
                AB=1   # ${A} in a comment
                B=${AB}/x
                C="$AB and ${AB:-${AB}} and \\${A} and $$A and $AB" # not $A
                D='${A}'
                E=${env:AB}
                """);
        assertThat(text("c/config.yml")).isEqualTo("""
                version: 1.2.0
                plain: ${AB}
                A: "$AB, ${AB:-x}, ${AB}, ${A.b}"   # ${A}
                flow: {x: 'a ${AB} b'}
                text: |
                  line ${AB}
                  $AB
                """);

        file("c/config.yml", text("c/config.yml").replace("${AB}, ${A.b}", "mine, ${A.b}") + "new: ${AB}\n");
        succeed("config", "down", "--all");
        assertThat(text(".env")).isEqualTo(env);
        assertThat(text("c/config.yml")).isEqualTo(yaml.replace("${AB}, ${A.b}", "mine, ${A.b}") + "new: ${A}\n");
    }

    @Test
    void aVariableThatOthersReferToDoesNotGo() throws Exception {
        file("c/config.yml", "version: 1.0.0\nurl: ${URL}\npassword: ${PASSWORD}\nx: ${OLD}\n");
        file(".env", "CONFIG_VERSION=1.0.0\nURL=postgres://h\nOTHER=\"${PASSWORD}\"\nPASSWORD=s3cret\nOLD=1\n");
        Map<String, String> operations = Map.of(
                "inline: {at: password, variable: PASSWORD", ".env:3:10",
                "env_split: {name: URL, parser: url, into: {host: H}", "c/config.yml:2:8",
                "env_remove: {name: OLD", "c/config.yml:4:6",
                "env_join: {from: {a: OLD}, into: NEW, template: \"{a}\"", "c/config.yml:4:6");
        for (Map.Entry<String, String> operation : operations.entrySet()) {
            migration("- " + operation.getKey() + "}\n");

            Result result = run("config", "up");

            assertThat(result.exitCode()).as(result.error()).isEqualTo(4);
            assertThat(result.error())
                    .contains("other values still refer to it: " + operation.getValue(), "references: leave");
            assertThat(text("c/config.yml")).startsWith("version: 1.0.0\nurl: ${URL}\npassword: ${PASSWORD}\n");
            assertThat(text(".env")).contains("PASSWORD=s3cret\n");
        }

        migration("- env_remove: {name: OLD, references: leave}\n");
        assertThat(succeed("config", "up").error())
                .contains("OLD is gone, and other values still refer to it: c/config.yml:4:6");
        assertThat(text(".env")).doesNotContain("OLD=");
    }

    @Test
    void filesOutsideTheRunThatReferToAVariableStopItToo() throws Exception {
        String yaml = "version: 1.0.0\nsecret: ${A}\n";
        file("c/config.yml", yaml);
        file("c/broken.yml", "a: [${A}\n");
        file(".env", "CONFIG_VERSION=1.0.0\nA=1\n");
        migration("- env_rename: {from: A, to: AA, references: stop}\n");

        Result renamed = run("config", "up", ".env");
        assertThat(renamed.exitCode()).isEqualTo(4);
        assertThat(renamed.error()).contains("A goes, and other values still refer to it: c/config.yml:2:11");
        migration("- env_remove: {name: A}\n");
        Result removed = run("config", "up", ".env");
        assertThat(removed.exitCode()).isEqualTo(4);
        assertThat(removed.error()).contains("A goes, and other values still refer to it: c/config.yml:2:11");
        assertThat(text(".env")).isEqualTo("CONFIG_VERSION=1.0.0\nA=1\n");

        migration("- env_rename: {from: A, to: AA}\n");
        assertThat(succeed("config", "up", ".env").error())
                .contains(".env: A is gone, and other values still refer to it: c/config.yml:2:11");
        assertThat(text(".env")).isEqualTo("CONFIG_VERSION=1.1.0\nAA=1\n");
        assertThat(text("c/config.yml")).isEqualTo(yaml);

        file("c/config.yml", "version: 1.0.0\nsecret: ${AA}\n");
        assertThat(succeed("config", "down", ".env").error())
                .contains(".env: AA is gone, and other values still refer to it: c/config.yml:2:11");
        // Another file that assigns the name: nothing is without its variable.
        file("c/config.yml", yaml);
        file("c/other.env", "CONFIG_VERSION=1.0.0\nA=2\n");
        migration("- env_remove: {name: A}\n");
        succeed("config", "up", ".env");
    }

    @Test
    void aGlobNeverMeansTheProgramsOwnFiles() throws Exception {
        file("aicli.yml", "config: {files: ['**.yml', '*.yml'], migrations: steps}\nmigrations: {folders: [sql]}\n");
        file("releases.yml", "releases: []\n");
        file(
                "steps/1.1.0_step.yml",
                "version: 1.1.0\nup:\n  - set: {at: version, value: 9.9.9}\n  - add: {at: a, value: 1}\n");
        file("sql/notes.yml", "version: 1.0.0\n");
        file("config.yml", "version: 1.0.0\n");
        file("d/more.yml", "version: 1.0.0\n");

        assertThat(succeed("config", "version").output().lines().map(line -> line.replaceAll(" .*", "")))
                .containsExactlyInAnyOrder("config.yml", "d/more.yml");
        file("aicli.yml", "config: {files: [config.yml, aicli.yml], migrations: steps}\n");
        Result named = run("config", "status");
        assertThat(named.exitCode()).isEqualTo(2);
        assertThat(named.error()).contains("aicli.yml", "belongs to the migrations themselves");
    }
}
