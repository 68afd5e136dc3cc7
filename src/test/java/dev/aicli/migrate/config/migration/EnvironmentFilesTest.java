package dev.aicli.migrate.config.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.config.operation.StashJson;
import dev.aicli.migrate.model.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Migrations of {@code .env} files, and of both formats together. */
class EnvironmentFilesTest {
    private static ConfigMigration migration(String operations) {
        ConfigMigrationFile.Result read =
                ConfigMigrationFile.read("m.yml", "version: 1.1.0\nup:\n" + operations.indent(2));
        assertThat(read.problems()).isEmpty();
        return read.migration().orElseThrow();
    }

    private static ConfigOutcome.Done up(ConfigMigration migration, ConfigText... documents) {
        ConfigOutcome outcome = ConfigChange.apply(migration, Direction.UP, List.of(documents), Stash.EMPTY);
        assertThat(outcome).isInstanceOf(ConfigOutcome.Done.class);
        return (ConfigOutcome.Done) outcome;
    }

    private static ConfigOutcome.Done down(ConfigMigration migration, Stash stash, ConfigText... documents) {
        ConfigOutcome outcome = ConfigChange.apply(migration, Direction.DOWN, List.of(documents), stash);
        assertThat(outcome).isInstanceOf(ConfigOutcome.Done.class);
        return (ConfigOutcome.Done) outcome;
    }

    private static ConfigText env(String text) {
        return ConfigText.of(".env", text);
    }

    @ParameterizedTest
    @CsvSource({
        "hex,^[0-9a-f]{64}$",
        "alphanumeric,^[A-Za-z0-9]{32}$",
        "base64url,^[A-Za-z0-9_-]{43}$",
        "uuid,^[0-9a-f-]{36}$"
    })
    void a_secret_is_generated_where_none_is_and_stays(String kind, String form) {
        ConfigMigration migration = migration("- env_generate: {name: KEY, kind: " + kind + "}");
        ConfigOutcome.Done first = up(migration, env("A=1\nKEY= # to be filled\n"));
        ConfigOutcome.Done second = up(migration, env("A=1\n"));
        String value =
                String.valueOf(second.texts().get(".env")).split("KEY=", -1)[1].strip();
        assertThat(value).matches(form);
        assertThat(first.texts().get(".env"))
                .matches("(?s)A=1\nKEY=\\S+ # to be filled\n")
                .doesNotContain(value);
        assertThat(first.toString() + second.notes() + second.stash()).doesNotContain(value);
        ConfigOutcome.Done edited =
                down(migration, second.stash(), env(second.texts().get(".env") + "B=2\n"));
        assertThat(edited.texts().get(".env")).contains(value).contains("B=2");
    }

    @Test
    void a_generated_secret_is_kept_in_an_untouched_file_too() {
        ConfigMigration migration = migration(
                "- env_generate: {name: KEY, comment: of sessions}\n- env_generate: {name: EMPTY}\n- env_add: {name: B, value: x}");
        ConfigOutcome.Done up = up(migration, env("A=1\nEMPTY= # fill in\n"));
        String after = String.valueOf(up.texts().get(".env"));
        ConfigOutcome.Done down = down(migration, up.stash(), env(after));
        String back = String.valueOf(down.texts().get(".env"));
        assertThat(after).matches("A=1\nEMPTY=[0-9a-f]{64} # fill in\n# of sessions\nKEY=[0-9a-f]{64}\nB=x\n");
        assertThat(back).isEqualTo("A=1\nEMPTY= # fill in\n");
        ConfigOutcome again = ConfigChange.apply(migration, Direction.UP, List.of(env(back)), down.stash());
        assertThat(((ConfigOutcome.Done) again).texts().get(".env")).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "pa$word1;'pa$word1'",
                "a$$b;'a$$b'",
                "x$(id);'x$(id)'",
                "a$5;'a$5'",
                "${A}/x;${A}/x",
                "plain;plain"
            })
    void what_is_extracted_is_expanded_by_nobody(String value, String written) {
        ConfigMigration migration = migration("- extract: {at: pw, variable: PW}");
        ConfigText yaml = ConfigText.of("c.yml", "pw: \"" + value + "\" # secret\n");
        ConfigOutcome.Done up = up(migration, yaml, env("A=1\n# the end\n"));
        assertThat(up.texts().get(".env")).isEqualTo("A=1\n# the end\n\nPW=" + written + "\n");
        ConfigOutcome.Done down = down(
                migration,
                up.stash(),
                ConfigText.of("c.yml", up.texts().get("c.yml") + "by: hand\n"),
                env(up.texts().get(".env") + "B=2\n"));
        assertThat(down.texts().get("c.yml")).isEqualTo(yaml.text() + "by: hand\n");
        assertThat(down.texts().get(".env")).isEqualTo("A=1\n# the end\nB=2\n");
    }

    @Test
    void what_was_quoted_or_laid_out_anew_is_taken_back() {
        ConfigMigration migration =
                migration("- env_add: {name: B, value: two words, comment: why}\n- env_remove: {name: C}");
        ConfigOutcome.Done up = up(migration, env("A=1\n# of C\nC=3\nD=4\n"));
        assertThat(up.texts().get(".env")).isEqualTo("A=1\nD=4\n# why\nB=\"two words\"\n");
        ConfigOutcome.Done down = down(migration, up.stash(), env("A=1\r\nD=4\r\n# why\r\nB='two words'\r\n"));
        assertThat(down.texts().get(".env")).isEqualTo("A=1\r\n# of C\r\nC=3\r\nD=4\r\n");
    }

    @Test
    void lines_that_dialects_read_differently_survive_a_split_beside_them() {
        String odd = "A=a#b\nB='${A}'\nC=\"a\\nb\"\nD='it\\'s'\nKEY: v\nK = v\nW=C:\\users\\me\nE=\"open\nF=`x`\n";
        ConfigMigration migration = migration("""
                - env_split: {name: URL, parser: url, into: {host: HOST, port: PORT}, drop: [scheme, path]}
                - env_rename: {from: D, to: D2}
                """);
        ConfigOutcome.Done done = up(migration, env("URL=redis://cache:6379/0\n" + odd));
        assertThat(done.texts().get(".env")).isEqualTo("HOST=cache\nPORT=6379\n" + odd.replace("D='", "D2='"));
    }

    @Test
    void a_value_that_dialects_read_differently_is_not_taken_apart() {
        ConfigMigration migration = migration("- env_split: {name: URL, parser: url, into: {host: HOST}}");
        String text = "URL=redis://cache:6379/0#1\n";
        ConfigOutcome.Done done = up(migration, env(text));
        assertThat(done.texts().get(".env")).isEqualTo(text);
        assertThat(done.notes())
                .extracting(ConfigOutcome.Note::text)
                .containsExactly("URL: cannot be split: readers of .env files do not take its value alike");
    }

    @Test
    void a_part_that_was_edited_is_in_the_url_again_and_so_is_its_comment() {
        ConfigMigration migration =
                migration("- env_split: {name: URL, parser: url, into: {host: HOST, password: PASSWORD}, drop: all}");
        ConfigOutcome.Done done = up(migration, env("# the cache\nURL='redis://:old@cache/0?a=b' # x\nZ=1\n"));
        String edited = String.valueOf(done.texts().get(".env")).replace("PASSWORD='old'", "# by hand\nPASSWORD='n w'");
        ConfigOutcome.Done back = down(migration, done.stash(), env(edited));
        assertThat(back.texts().get(".env"))
                .isEqualTo("# the cache\n# by hand\nURL='redis://:n%20w@cache/0?a=b' # x\nZ=1\n");
    }

    @Test
    void extract_and_inline_change_both_files_or_neither() {
        ConfigMigration extract = migration("- extract: {at: db.password, variable: DB_PASSWORD}");
        ConfigText yaml = ConfigText.of("config.yml", "db:\n  password: s3cret # here\n");
        ConfigOutcome taken =
                ConfigChange.apply(extract, Direction.UP, List.of(yaml, env("DB_PASSWORD=other\n")), Stash.EMPTY);
        assertThat(taken).isInstanceOf(ConfigOutcome.Refused.class);
        assertThat(taken.toString())
                .contains("CONFLICT")
                .doesNotContain("s3cret")
                .doesNotContain("other");

        ConfigOutcome.Done done = up(extract, yaml, env("A=1\n"));
        assertThat(done.texts())
                .containsEntry("config.yml", "db:\n  password: ${DB_PASSWORD} # here\n")
                .containsEntry(".env", "A=1\nDB_PASSWORD=s3cret\n");
        ConfigOutcome.Done back = down(
                extract,
                StashJson.read(StashJson.write(done.stash())),
                ConfigText.of("config.yml", "# edited\n\n" + done.texts().get("config.yml")),
                env("A=1\nDB_PASSWORD=rotated\n"));
        assertThat(back.texts())
                .containsEntry("config.yml", "# edited\n\ndb:\n  password: rotated # here\n")
                .containsEntry(".env", "A=1\n");
    }

    @Test
    void an_edited_value_and_comment_survive_down_and_up() {
        ConfigMigration migration = migration("""
                - move: {from: log_level, to: logging.level}
                - set: {at: workers, value: 8}
                - add: {at: logging.format, value: json, comment: json or text}
                """);
        ConfigText before = ConfigText.of("c.yml", "# level\nlog_level: info # why\n\nworkers: 4 # cores\n");
        ConfigOutcome.Done done = up(migration, before);
        String edited = String.valueOf(done.texts().get("c.yml"))
                .replace("level: info # why", "level: debug # by hand")
                .replace("workers: 8 # cores", "workers: 16 # by hand too")
                .replace("format: json", "format: text");
        ConfigOutcome.Done back = down(migration, done.stash(), ConfigText.of("c.yml", edited));
        assertThat(back.texts().get("c.yml"))
                .contains("log_level: debug # by hand")
                .contains("workers: 16 # by hand too")
                .contains("format: text")
                .contains("# level\n");
        assertThat(back.notes()).extracting(ConfigOutcome.Note::text).contains("workers: edited since, kept as it is");
        ConfigOutcome again = ConfigChange.apply(
                migration,
                Direction.UP,
                List.of(ConfigText.of("c.yml", String.valueOf(back.texts().get("c.yml")))),
                back.stash());
        assertThat(((ConfigOutcome.Done) again).texts().get("c.yml"))
                .contains("level: debug # by hand")
                .contains("workers: 16 # by hand too")
                .contains("format: text");
    }

    @Test
    void nothing_that_is_thrown_or_told_holds_a_value() {
        ConfigMigration migration = migration("""
                - move: {from: password, to: token}
                - split: {at: url, parser: url, into: {password: p.password}, drop: all}
                """);
        ConfigOutcome refused = ConfigChange.apply(
                migration,
                Direction.UP,
                List.of(ConfigText.of("c.yml", "password: s3cret\ntoken: t0ken\nurl: pg://u:s3cret@h\n")),
                Stash.EMPTY);
        assertThat(refused).isInstanceOf(ConfigOutcome.Refused.class);
        assertThat(refused.toString()).doesNotContain("s3cret").doesNotContain("t0ken");
        ConfigOutcome.Done done = up(migration, ConfigText.of("c.yml", "password: s3cret\nurl: pg://u:s3cret@h\n"));
        assertThat(done.toString() + done.stash() + done.stash().children()).doesNotContain("s3cret");
    }

    @Test
    void a_variable_that_keeps_its_new_name_keeps_its_references() {
        ConfigMigration migration = migration("- env_rename: {from: A, to: AA}");
        ConfigOutcome.Done up = up(migration, env("A=1\n"), ConfigText.of("c.yml", "x: ${A}\n"));
        assertThat(up.texts()).containsEntry("c.yml", "x: ${AA}\n");

        ConfigOutcome.Done down =
                down(migration, up.stash(), env("AA=1\nA=mine\n"), ConfigText.of("c.yml", "x: ${AA}\n"));

        assertThat(down.texts()).containsEntry(".env", "AA=1\nA=mine\n").containsEntry("c.yml", "x: ${AA}\n");
        assertThat(down.notes()).extracting(ConfigOutcome.Note::text).containsExactly("A: there again; AA stays");
    }
}
