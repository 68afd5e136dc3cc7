package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The line of a pipeline, {@code upgrade … || rollback --yes}: whatever kept the upgrade from beginning, the release
 * that was installed stays, however often the rollback is asked for.
 */
class PipelineRollbackIT {
    private static final String KILL = "kill -9 $(cut -d ' ' -f 4 /proc/$PPID/stat)";

    @TempDir
    private Path root;

    /** An installation on which 1.1.0 followed 1.0.0, so that there is something to lose. */
    private Installation installation(String kind) {
        Installation installation =
                kind.equals("sqlite") ? Installation.onSqlite(root) : Installation.onPostgreSql(root);
        releases(installation, "").install();
        JsonNode upgrade = installation.json("upgrade", "--target-version", "1.1.0", "--yes");
        assertThat(upgrade.get("exitCode").asInt()).as(upgrade.toString()).isZero();
        return installation;
    }

    private static Installation releases(Installation installation, String more) {
        return installation.file("releases.yml", """
                releases:
                  - {version: 1.0.0, schema: 1, config: 1.0.0}
                  - {version: 1.1.0, schema: 2, config: 1.1.0, from: ^1.0.0}
                  - version: 2.0.0
                    schema: 4
                    config: 2.0.0
                    from: ^1.1.0
                """ + more.indent(4));
    }

    private PackagedProgram.Result packaged(Installation installation, String... arguments)
            throws IOException, InterruptedException {
        return PackagedProgram.run(root, installation.environment(), arguments);
    }

    private static String[] upgrade(String... more) {
        List<String> arguments = new ArrayList<>(List.of("upgrade", "--yes"));
        arguments.addAll(List.of(more));
        if (Stream.of(more).noneMatch("--target-version"::equals)) {
            arguments.addAll(List.of("--target-version", "2.0.0"));
        }
        return arguments.toArray(String[]::new);
    }

    /** In this process, which is faster. */
    private static void upgrade(Installation installation, int exitCode, String... more) {
        Cli.Result result = installation.run(upgrade(more));
        assertThat(result.exitCode()).as(result.error()).isEqualTo(exitCode);
    }

    private void killedUpgrade(Installation installation) throws IOException, InterruptedException {
        assertThat(packaged(installation, upgrade()).exitCode()).isEqualTo(137);
    }

    private static void nothingIsTakenBack(Installation installation, Map<String, String> state, String when) {
        for (int i = 1; i <= 2; i++) {
            Cli.Result rollback = installation.run("rollback", "--yes");
            assertThat(rollback.exitCode()).as(when + rollback.error()).isZero();
            assertThat(rollback.output()).as(when).contains("Nothing to do: ").contains("--target-version");
        }
        assertThat(installation.state()).as(when).isEqualTo(state);
        assertThat(installation.release()).as(when).isEqualTo("1.1.0");
        assertThat(installation.run("rollback", "--plan").output()).as(when).contains("Nothing to do: ");
    }

    /** The line itself, as a shell reads it. */
    @Test
    void thePipelinesLineIsSafe() throws Exception {
        Installation installation = installation("sqlite");
        Map<String, String> state = installation.state();
        String program = PackagedProgram.shellCommand();
        for (String words : List.of("upgrad 2.0.0", "upgrade -t 2.0.0 --yes --lock-wait soon")) {
            forgetAttempts();
            PackagedProgram.Result line = PackagedProgram.runCommand(
                    List.of("sh", "-c", program + " " + words + " || " + program + " rollback --yes"),
                    root,
                    installation.environment());

            assertThat(line.exitCode()).as(line.error()).isZero();
            assertThat(line.error()).contains("error: ");
            assertThat(line.output()).contains("Nothing to do: ").contains("never began");
            nothingIsTakenBack(installation, state, words);
        }
    }

    /** As if the upgrade before had been the last thing that anybody asked for. */
    private void forgetAttempts() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(".aicli/backups"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".attempt")).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void wrongWordsForAnUpgradeAreAnUpgradeThatNeverBegan() throws Exception {
        Installation installation = installation("sqlite");
        for (String words : List.of(
                "uprgade 2.0.0",
                "release uprgade --target-version 2.0.0",
                "release upgrade 2.0.0",
                "UPGRADE -t 2.0.0",
                "update 2.0.0",
                "--project aicli.yml upgrade -t 2.0.0",
                "upgrade 2.0.0 --yes",
                "upgrade -t 2.0.0 --nonsense",
                "upgrade --project nowhere.yml -t 2.0.0 --yes",
                "upgrade -t 2.0.0 --yes -d nonsense://x",
                "upgrade -t 2.0.0 --yes --trial",
                "upgrade -t 2.0.0 --yes --wait never",
                "upgrade -t 7.0.0 --yes")) {
            forgetAttempts();
            assertThat(installation.run(words.split(" ")).exitCode()).as(words).isEqualTo(2);

            Cli.Result rollback = installation.run("rollback", "--yes");

            assertThat(rollback.exitCode()).as(words + rollback.error()).isZero();
            assertThat(rollback.output()).as(words).contains("never began");
            assertThat(installation.release()).as(words).isEqualTo("1.1.0");
        }
    }

    /** Whoever mistypes another command has asked for no upgrade. */
    @Test
    void anotherWrongWordStandsForNoUpgrade() {
        Installation installation = installation("sqlite");
        for (String words :
                List.of("statsu", "rolback", "downgrade", "migrat status", "migrate -x up", "uprgade --plan")) {
            assertThat(installation.run(words.split(" ")).exitCode()).as(words).isEqualTo(2);

            assertThat(installation.run("rollback", "--plan").output())
                    .as(words)
                    .contains("Takes back the upgrade from 1.0.0 to 1.1.0");
        }
    }

    @Test
    void aWrongWordMakesNoFolders() throws Exception {
        assertThat(new Cli(root)
                        .environment(Map.of("AICLI_DATABASE_URL", "sqlite:app.db"))
                        .run("upgrad", "2.0.0")
                        .exitCode())
                .isEqualTo(2);
        try (Stream<Path> files = Files.list(root)) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whatNeverBeganIsNotTakenBack(String kind) throws Exception {
        Installation installation = installation(kind);
        Map<String, String> state = installation.state();

        releases(installation, "requires: {environment: [NEVER_SET_ANYWHERE]}\n");
        upgrade(installation, 5);
        nothingIsTakenBack(installation, state, "a rule that fails: ");
        releases(installation, "");
        installation.migration("001_t1", "CREATE TABLE t1 (id INTEGER);", "DROP TABLE t1;");
        upgrade(installation, 4, "--no-check");
        nothingIsTakenBack(installation, state, "a script that was changed: ");
        installation.migration(
                "001_t1",
                "CREATE TABLE t1 (id INTEGER PRIMARY KEY, v TEXT);\nINSERT INTO t1 VALUES (1, 'one');",
                "DROP TABLE t1;");
        installation.hook("before-run", "true", "exit 3");
        upgrade(installation, 8);
        nothingIsTakenBackOnceTheHookIsGone(installation, state, "a hook that fails: ");
        installation.hook("before-backup", "true", KILL);
        killedUpgrade(installation);
        installation.removeHook("before-backup");
        nothingIsTakenBack(installation, state, "killed in the first part: ");
        installation.hook("before-run", "true", "touch reached; sleep 60");
        terminated(installation);
        nothingIsTakenBackOnceTheHookIsGone(installation, state, "stopped in the first part: ");

        goesBackWhenThatIsMeant(installation);
    }

    private void terminated(Installation installation) throws IOException, InterruptedException {
        Process process = PackagedProgram.start(
                root, installation.environment(), "upgrade", "--target-version", "2.0.0", "--yes");
        while (process.isAlive() && !Files.exists(root.resolve("reached"))) {
            Thread.sleep(10);
        }
        process.destroy();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }

    private static void nothingIsTakenBackOnceTheHookIsGone(
            Installation installation, Map<String, String> state, String when) {
        installation.removeHook("before-run");
        nothingIsTakenBack(installation, state, when);
    }

    private static void goesBackWhenThatIsMeant(Installation installation) {
        Cli.Result plan = installation.run("rollback", "--target-version", "1.0.0", "--plan");
        assertThat(plan.output()).contains("Takes back the upgrade from 1.0.0 to 1.1.0 (run ");
        assertThat(installation
                        .run("rollback", "--target-version", "1.0.0", "--yes")
                        .exitCode())
                .isZero();
        assertThat(installation.release()).isEqualTo("1.0.0");
        assertThat(installation.historyIsSound()).isTrue();
    }

    @Test
    void anotherMachineFindsItInHistory() throws Exception {
        Installation installation = installation("postgresql");
        releases(installation, "requires: {environment: [NEVER_SET_ANYWHERE]}\n");
        upgrade(installation, 5);
        try (Stream<Path> files = Files.list(root.resolve(".aicli/backups"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        Map<String, String> state = installation.state();

        nothingIsTakenBack(installation, state, "without the files: ");
    }

    @Test
    void whatBeganIsTakenBackOnceAndItsPlanNamesIt() throws Exception {
        Installation installation = installation("sqlite");
        Map<String, String> state = installation.state();
        installation.hook("before-step", "[ \"$AICLI_VERSION\" = 4 ]", KILL);
        killedUpgrade(installation);
        installation.removeHook("before-step");

        JsonNode plan = installation.json("rollback", "--plan");
        assertThat(plan.at("/data/takesBack")).hasSize(1);
        assertThat(plan.at("/data/takesBack/0/from").asText()).isEqualTo("1.1.0");
        assertThat(plan.at("/data/takesBack/0/to").asText()).isEqualTo("2.0.0");
        PackagedProgram.Result rollback = packaged(installation, "rollback", "--yes");
        assertThat(rollback.exitCode()).as(rollback.error()).isZero();
        assertThat(rollback.output()).contains("Takes back the upgrade from 1.1.0 to 2.0.0");
        assertThat(installation.state()).isEqualTo(state);

        nothingIsTakenBack(installation, state, "taken back already: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "restore"})
    void aRollbackIsNotRepeated(String strategy) {
        Installation installation = installation("sqlite");
        Map<String, String> state = installation.state();
        upgrade(installation, 0);

        Cli.Result rollback = installation.run("rollback", "--strategy", strategy, "--yes");

        assertThat(rollback.exitCode()).as(rollback.error()).isZero();
        nothingIsTakenBack(installation, state, "after a rollback: ");
    }

    @Test
    void aWishToStopThatComesWhenAllIsDoneDoesNotMakeARollbackFail() throws Exception {
        Installation installation = installation("sqlite");
        upgrade(installation, 0);
        installation.hook("after-run", "true", "touch reached; sleep 2");
        PackagedProgram.Running rollback =
                PackagedProgram.startRecorded(root, installation.environment(), "rollback", "--yes");
        while (rollback.process().isAlive() && !Files.exists(root.resolve("reached"))) {
            Thread.sleep(10);
        }
        rollback.process().destroy();

        PackagedProgram.Result result = rollback.result();

        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(result.output()).contains("Release 1.1.0 is installed again");
        assertThat(installation.release()).isEqualTo("1.1.0");
    }

    /** One does it; the other, which waited in vain, must not undo what the first has done since. */
    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whatAnotherRunDidMeanwhileStays(String kind) throws Exception {
        Installation installation = installation(kind);
        installation.hook("before-run", "[ ! -e reached ]", "touch reached; while [ ! -e go ]; do sleep 0.1; done");
        PackagedProgram.Running first = PackagedProgram.startRecorded(
                root, installation.environment(), "upgrade", "--target-version", "2.0.0", "--yes");
        while (first.process().isAlive() && !Files.exists(root.resolve("reached"))) {
            Thread.sleep(10);
        }
        upgrade(installation, 6, "--lock-wait", "1s");
        installation.file("go", "");
        assertThat(first.result().exitCode()).isZero();

        Cli.Result rollback = installation.run("rollback", "--yes");

        assertThat(rollback.exitCode()).as(rollback.error()).isZero();
        assertThat(rollback.output()).contains("never began");
        assertThat(installation.release()).isEqualTo("2.0.0");
    }
}
