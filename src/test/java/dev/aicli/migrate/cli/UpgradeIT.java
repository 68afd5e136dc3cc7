package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An installation goes to a release and back as one; wherever it fails, it ends where it began. */
class UpgradeIT {
    @TempDir
    private Path root;

    private Installation installed(String kind) {
        return (kind.equals("sqlite") ? Installation.onSqlite(root) : Installation.onPostgreSql(root)).install();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void leadsToAReleaseAndBackToTheVeryBytes(String kind) {
        Installation installation = installed(kind);
        Map<String, String> start = installation.state();

        JsonNode plan = installation.json("upgrade", "--target-version", "2.0.0", "--plan");
        assertThat(plan.at("/data/outcome").asText()).isEqualTo("planned");
        assertThat(plan.at("/data/backupSize").asLong()).isPositive();
        assertThat(plan.at("/data/steps")).hasSize(7);
        assertThat(installation.state()).isEqualTo(start);

        JsonNode upgrade = installation.json("upgrade", "--target-version", "2.0.0", "--yes");
        assertThat(upgrade.get("exitCode").asInt()).as(upgrade.toString()).isZero();
        assertThat(upgrade.at("/data/outcome").asText()).isEqualTo("done");
        assertThat(upgrade.at("/data/from").asText()).isEqualTo("1.0.0");
        assertThat(installation.release()).isEqualTo("2.0.0");
        assertThat(installation.state().get("config.yml")).contains("version: 2.0.0");

        JsonNode rollback = installation.json("rollback", "--yes", "--reason", "orders fail");
        assertThat(rollback.get("exitCode").asInt()).as(rollback.toString()).isZero();
        assertThat(rollback.at("/data/strategy").asText()).isEqualTo("down");
        assertThat(rollback.at("/data/verification/sound").asBoolean()).isTrue();
        assertThat(rollback.at("/data/verification/schemaKnown").asBoolean()).isTrue();
        assertThat(rollback.at("/data/verification/files")).hasSize(2);
        assertThat(installation.state()).isEqualTo(start);
        assertThat(installation.release()).isEqualTo("1.0.0");
        assertThat(installation.historyIsSound()).isTrue();
    }

    @Test
    void takesTheSamplesAllTheWayAndBack() {
        Installation installation = Installation.ofTheSamples(root).install();
        Map<String, String> start = installation.state();

        JsonNode upgrade = installation.json("upgrade", "--target-version", "2.0.0", "--yes");
        assertThat(upgrade.get("exitCode").asInt()).as(upgrade.toString()).isZero();
        assertThat(upgrade.at("/data/stops").toString()).isEqualTo("[\"1.1.0\",\"2.0.0\"]");
        assertThat(upgrade.at("/data/breaking")).hasSize(2);
        JsonNode rollback = installation.json("rollback", "--yes");

        assertThat(rollback.get("exitCode").asInt()).as(rollback.toString()).isZero();
        assertThat(installation.state()).isEqualTo(start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void goesBackByTheBackup(String kind) {
        Installation installation = installed(kind);
        Map<String, String> start = installation.state();
        installation.json("upgrade", "--target-version", "2.0.0", "--yes");
        installation.schema().execute("INSERT INTO t1 VALUES (2, 'two', 'w')");

        JsonNode plan = installation.json("rollback", "--strategy", "restore", "--plan");
        assertThat(plan.at("/data/losses/0").asText()).contains("everything written to the database since backup");
        JsonNode rollback = installation.json("rollback", "--strategy", "restore", "--yes");

        assertThat(rollback.get("exitCode").asInt()).as(rollback.toString()).isZero();
        assertThat(rollback.at("/data/verification/sound").asBoolean()).isTrue();
        assertThat(installation.state()).isEqualTo(start);
        assertThat(installation.release()).isEqualTo("1.0.0");
        assertThat(installation.historyIsSound()).isTrue();
    }

    @Test
    void whatAKilledRestoreLeftOfItsCopyIsGoneBeforeAnother() {
        Installation installation = installed("sqlite");
        Map<String, String> start = installation.state();
        installation.json("upgrade", "--target-version", "2.0.0", "--yes");
        installation.file(".app.db.aicli-restore-journal", "left");

        JsonNode rollback = installation.json("rollback", "--strategy", "restore", "--yes");

        assertThat(rollback.get("exitCode").asInt()).as(rollback.toString()).isZero();
        assertThat(installation.state()).isEqualTo(start);
        assertThat(root.resolve(".app.db.aicli-restore-journal")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void goesBackWithTheFilesOfTheOlderRelease(String kind) {
        Installation installation = installed(kind);
        Map<String, String> start = installation.state();
        installation.json("upgrade", "--target-version", "2.0.0", "--yes");
        Stream.of("002_w", "003_t2", "004_i").forEach(name -> {
            installation.delete("migrations/" + name + ".up.sql");
            installation.delete("migrations/" + name + ".down.sql");
        });
        installation.delete("config-migrations/2.0.0_security_section.yml");
        installation.delete("config-migrations/1.1.0_structured_logging_and_database.yml");
        installation.file("releases.yml", "releases:\n  - {version: 1.0.0, schema: 1, config: 1.0.0}\n");

        JsonNode rollback = installation.json("rollback", "--yes");

        assertThat(rollback.get("exitCode").asInt()).as(rollback.toString()).isZero();
        assertThat(rollback.at("/data/verification/sound").asBoolean()).isTrue();
        assertThat(installation.state()).isEqualTo(start);
        assertThat(installation.release()).isEqualTo("1.0.0");
    }

    @Test
    void namesWhatAWayBackTakesAway() {
        Installation installation = installed("postgresql");
        installation.json("upgrade", "--target-version", "2.0.0", "--yes");

        JsonNode plan = installation.json("rollback", "--plan");

        assertThat(plan.at("/data/losses").toString()).contains("public.t1.w: 1 values", "public.t2: 1 rows");
    }

    @Test
    void aPlanNamesTheLocksThatHinderOthers() {
        Installation installation = installed("postgresql")
                .migration("004_i", "CREATE INDEX t1_i ON t1 (w);\nINSERT INTO t2 VALUES (8);", "DROP INDEX t1_i;");
        Map<String, String> start = installation.state();
        List<String> locks = List.of(
                "2 line 1: t1 AccessExclusiveLock, nobody else reads or writes",
                "4 line 1: t1 ShareLock, nobody else writes");

        JsonNode read = installation.json("upgrade", "--target-version", "2.0.0", "--plan");
        JsonNode tried = installation.json("upgrade", "--target-version", "2.0.0", "--plan", "--trial");
        String text = installation
                .run("upgrade", "--target-version", "2.0.0", "--plan")
                .output();

        assertThat(read.at("/data/locks/measured").asBoolean()).isFalse();
        assertThat(locks(read)).isEqualTo(locks);
        assertThat(tried.at("/data/locks/measured").asBoolean()).isTrue();
        assertThat(locks(tried)).containsAll(locks);
        assertThat(text)
                .contains("by the words of the scripts", "t1  ShareLock: nobody else writes during 4 i (line 1)");
        assertThat(installation.state()).isEqualTo(start);

        installation.json("upgrade", "--target-version", "2.0.0", "--yes");
        assertThat(locks(installation.json("rollback", "--plan")))
                .contains("2 line 1: t1 AccessExclusiveLock, nobody else reads or writes");
    }

    private static List<String> locks(JsonNode plan) {
        List<String> locks = new ArrayList<>();
        plan.at("/data/locks/tables")
                .forEach(lock -> locks.add(lock.get("version").asText() + " line "
                        + lock.get("line").asText() + ": " + lock.get("table").asText() + " "
                        + lock.get("mode").asText() + ", " + lock.get("effect").asText()));
        return locks;
    }

    @Test
    void aPlanSaysThatSqliteLocksAsAWhole() {
        JsonNode plan = installed("sqlite").json("upgrade", "--target-version", "2.0.0", "--plan");

        assertThat(plan.at("/data/locks/tables")).isEmpty();
        assertThat(plan.at("/data/locks/notes/0").asText()).startsWith("the whole database");
    }

    @Test
    void takesIrreversibleStepsOnlyWhenThatIsMeant() throws IOException {
        Installation installation = installed("sqlite");
        Map<String, String> start = installation.state();
        Files.delete(root.resolve("migrations/003_t2.down.sql"));

        JsonNode refused = installation.json("upgrade", "--target-version", "2.0.0", "--yes");
        assertThat(refused.get("exitCode").asInt()).isEqualTo(2);
        assertThat(refused.at("/error/message").asText()).contains("3 t2", "no down script");
        assertThat(installation.state()).isEqualTo(start);

        JsonNode accepted = installation.json("upgrade", "--target-version", "2.0.0", "--yes", "--accept-irreversible");
        assertThat(accepted.get("exitCode").asInt()).as(accepted.toString()).isZero();
        JsonNode rollback = installation.json("rollback", "--yes");
        assertThat(rollback.at("/data/strategy").asText()).isEqualTo("restore");
        assertThat(installation.state()).isEqualTo(start);
    }

    @Test
    void otherSessionsThatKeepTheBackupFromLeadingBackAreNamedWithTheCommandThatEndsThem() throws Exception {
        Installation installation = installed("postgresql");
        installation.migration(
                "004_i", "-- aicli: no-transaction\nCREATE INDEX t2_i ON t2 (id);\nSELECT nonsense;", "SELECT 1;");
        Map<String, String> start = installation.state();

        try (Connection application = installation.schema().database().connect()) {
            JsonNode stuck = installation.json("upgrade", "--target-version", "2.0.0", "--yes");
            assertThat(stuck.get("exitCode").asInt()).as(stuck.toString()).isEqualTo(7);
            assertThat(stuck.at("/data/outcome").asText()).isEqualTo("not-undone");
            assertThat(stuck.at("/error/message").asText()).contains("other sessions are connected");
            assertThat(stuck.at("/error/nextStep").asText()).contains("`rollback --terminate-sessions`");
            assertThat(application.isValid(5)).isTrue();

            JsonNode rollback = installation.json("rollback", "--terminate-sessions", "--yes");
            assertThat(rollback.get("exitCode").asInt()).as(rollback.toString()).isZero();
            assertThat(application.isValid(5)).isFalse();
        }
        assertThat(installation.state()).isEqualTo(start);
        assertThat(installation.release()).isEqualTo("1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whatWasChangedByHandIsNamedBeforeItIsRecorded(String kind) {
        Installation installation = installed(kind);
        installation.schema().execute("ALTER TABLE t1 ADD COLUMN by_hand INTEGER");

        JsonNode upgrade = installation.json("upgrade", "--target-version", "2.0.0", "--yes");
        JsonNode rollback = installation.json("rollback", "--yes");

        assertThat(upgrade.get("exitCode").asInt()).as(upgrade.toString()).isZero();
        assertThat(upgrade.get("warnings").toString())
                .contains("the schema is not what it was when it reached version 1: extra column ", "t1.by_hand");
        assertThat(rollback.get("exitCode").asInt()).isEqualTo(4);
        assertThat(rollback.at("/data/verification/drift").toString()).contains("t1.by_hand");
    }

    @Test
    void aDownScriptThatLeavesSomethingIsToldWithTheBackupThatHasTheStateFromBefore() {
        Installation installation = installed("sqlite");
        Map<String, String> start = installation.state();
        installation.migration("003_t2", "CREATE TABLE t2 (id INTEGER);", "SELECT 1;");
        installation.json("upgrade", "--target-version", "2.0.0", "--yes");

        Cli.Result rollback = installation.run("rollback", "--yes");

        assertThat(rollback.exitCode()).as(rollback.error()).isEqualTo(4);
        assertThat(rollback.output()).contains("extra  table t2");
        String command = rollback.output().replaceAll("(?s).*`(backup restore [^`]*)`.*", "$1");
        assertThat(installation.run((command + " --yes").split(" ")).exitCode()).isZero();
        assertThat(installation.state()).isEqualTo(start);
        assertThat(installation.release()).isEqualTo("1.0.0");
    }

    @Test
    void takesANewInstallationAwayWhenThatIsAskedFor() {
        Installation installation = installed("sqlite");

        JsonNode refused = installation.json("rollback", "--yes");
        assertThat(refused.get("exitCode").asInt()).isEqualTo(2);
        assertThat(refused.at("/error/nextStep").asText()).contains("--target-version none");
        assertThat(installation
                        .json("rollback", "--target-version", "none", "--yes")
                        .get("exitCode")
                        .asInt())
                .isZero();

        assertThat(installation.release()).isEqualTo("none");
        assertThat(installation.schema().query("SELECT name FROM sqlite_master WHERE name = 't1'"))
                .isEmpty();
    }

    @Test
    void asksTheRulesFirst() {
        Installation installation = installed("sqlite").releases("requires: {environment: [NEVER_SET_ANYWHERE]}\n");

        JsonNode refused = installation.json("upgrade", "--target-version", "2.0.0", "--yes");
        assertThat(refused.get("exitCode").asInt()).isEqualTo(5);
        assertThat(refused.at("/error/details").toString()).contains("NEVER_SET_ANYWHERE");

        assertThat(installation
                        .json("upgrade", "--target-version", "2.0.0", "--yes", "--no-check")
                        .get("exitCode")
                        .asInt())
                .isZero();
    }

    @Test
    void tellsWhenThereIsNoWay() {
        Installation installation = installed("sqlite");
        installation
                .releases("")
                .file(
                        "releases.yml",
                        "releases:\n  - {version: 1.0.0, schema: 1, config: 1.0.0}\n"
                                + "  - {version: 2.0.0, schema: 4, config: 2.0.0, from: 1.5.x}\n");

        JsonNode refused = installation.json("upgrade", "--target-version", "2.0.0", "--yes");

        assertThat(refused.get("exitCode").asInt()).isEqualTo(5);
        assertThat(installation
                        .json("upgrade", "--target-version", "1.0.0", "--yes")
                        .at("/data/outcome")
                        .asText())
                .isEqualTo("already-there");
        assertThat(installation
                        .json("rollback", "--target-version", "1.0.0", "--yes")
                        .at("/data/outcome")
                        .asText())
                .isEqualTo("already-there");
    }

    private static final String CASES = """
            before-run hook          | 8 | nothing-changed
            before-backup hook       | 8 | nothing-changed
            backup                   | 8 | nothing-changed
            backup folder is a file  | 8 | nothing-changed
            before-step hook 2       | 8 | undone
            before-step hook 3       | 8 | undone
            before-step hook 4       | 8 | undone
            before-step hook 2.0.0   | 8 | undone
            schema 2                 | 1 | undone
            schema 3                 | 1 | undone
            schema 4                 | 1 | undone
            schema 4 half-done       | 1 | undone
            down script that leaves  | 8 | undone
            config file              | 5 | nothing-changed
            swap                     | 1 | undone
            verify hook              | 8 | undone
            health                   | 8 | undone
            """;

    private static void inject(Installation installation, String failure) throws IOException {
        switch (failure) {
            case "before-run hook", "before-backup hook", "verify hook" ->
                installation.hook(failure.replace(" hook", ""), "true", "exit 3");
            case "backup" -> installation.project("backup: {max-size: 1KB}\n");
            case "backup folder is a file" ->
                installation.project("backup: {directory: bk}\n").file("bk", "");
            case "schema 2" ->
                installation.migration("002_w", "ALTER TABLE t1 ADD COLUMN w TEXT;\nSELECT nonsense;", "");
            case "schema 3" -> installation.migration("003_t2", "CREATE TABLE t2 (id INTEGER);\nSELECT nonsense;", "");
            case "schema 4" -> installation.migration("004_i", "SELECT nonsense;", "SELECT 1;");
            case "schema 4 half-done" ->
                installation.migration(
                        "004_i",
                        "-- aicli: no-transaction\nCREATE INDEX t2_i ON t2 (id);\nSELECT nonsense;",
                        "SELECT 1;");
            case "down script that leaves" -> {
                installation.migration("003_t2", "CREATE TABLE t2 (id INTEGER);", "SELECT 1;");
                installation.hook("verify", "true", "exit 3");
            }
            case "config file" ->
                installation.file(
                        "config.yml",
                        Files.readString(installation.root().resolve("config.yml")) + "\nlogging: {level: mine}\n");
            case "swap" ->
                installation.hook("before-step", "[ \"$AICLI_VERSION\" = 4 ]", "printf '\\n# edited\\n' >> config.yml");
            case "health" -> installation.releases("requires: {health: 'http://127.0.0.1:1/health'}\n");
            default ->
                installation.hook(
                        "before-step",
                        "[ \"$AICLI_VERSION\" = " + failure.replace("before-step hook ", "") + " ]",
                        "exit 3");
        }
    }

    private void endsWhereItBegan(String kind, String failure, int exitCode, String outcome) throws IOException {
        Installation installation = installed(kind);
        inject(installation, failure);
        Map<String, String> start = installation.state();

        List<String> upgrade = new ArrayList<>(List.of(
                "upgrade", "--target-version", "2.0.0", "--yes", "--health-wait", "0", "--accept-irreversible"));
        if (failure.equals("backup")) {
            // The rules see beforehand that it will fail.
            upgrade.add("--no-check");
        }
        JsonNode failed = installation.json(upgrade.toArray(String[]::new));

        assertThat(failed.get("exitCode").asInt()).as(failed.toString()).isEqualTo(exitCode);
        assertThat(failed.at("/data/outcome").asText()).as(failed.toString()).isEqualTo(outcome);
        Map<String, String> end = installation.state();
        if (failure.equals("swap")) {
            assertThat(end.get("config.yml")).isEqualTo(start.get("config.yml") + "\n# edited\n");
            start.remove("config.yml");
            end.remove("config.yml");
        }
        assertThat(end).isEqualTo(start);
        assertThat(installation.release()).isEqualTo("1.0.0");
        assertThat(installation.historyIsSound()).isTrue();
        assertThat(root.resolve(".aicli/backups"))
                .satisfiesAnyOf(
                        backups -> assertThat(backups).doesNotExist(),
                        backups -> assertThat(backups.toFile().list())
                                .noneMatch(name -> name.matches("release.*journal")));
        boolean byBackup = failure.startsWith("down script") || failure.endsWith("half-done");
        if (outcome.equals("undone")) {
            assertThat(failed.at("/data/undone").asText())
                    .startsWith(byBackup ? "from backup" : failure.endsWith(" 2") ? "nothing" : "by down");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void endsWhereItBeganOnSqlite(String failure, int exitCode, String outcome) throws IOException {
        endsWhereItBegan("sqlite", failure, exitCode, outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void endsWhereItBeganOnPostgreSql(String failure, int exitCode, String outcome) throws IOException {
        endsWhereItBegan("postgresql", failure, exitCode, outcome);
    }
}
