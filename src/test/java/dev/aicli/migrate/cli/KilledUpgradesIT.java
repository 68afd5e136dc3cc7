package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An upgrade is killed, without a chance to clean up: at each of its steps, by a hook, and at random moments. A
 * rollback leads to the beginning from there, and another upgrade to the end. {@code -Dupgrade.kills=200} kills so many
 * times at random.
 */
class KilledUpgradesIT {
    private static final int KILLS = Integer.getInteger("upgrade.kills", 4);
    private static final long SEED = Long.getLong("seed", 20_250_801L);

    /** A hook's parent is the shell that watches it, and the parent of that one the program. */
    private static final String KILL = "kill -9 $(cut -d ' ' -f 4 /proc/$PPID/stat)";

    private static final String STEPS = """
            before-run    | true
            before-backup | true
            before-step   | [ "$AICLI_VERSION" = 2 ]
            before-step   | [ "$AICLI_VERSION" = 3 ]
            before-step   | [ "$AICLI_VERSION" = 4 ]
            after-step    | [ "$AICLI_VERSION" = 4 ]
            before-step   | [ "$AICLI_VERSION" = 1.1.0 ]
            after-step    | [ "$AICLI_VERSION" = 2.0.0 ]
            verify        | true
            after-run     | true
            """;

    @TempDir
    private Path root;

    private Installation killed(Installation installation, String event, String condition)
            throws IOException, InterruptedException {
        installation.hook(event, condition, KILL);
        PackagedProgram.Result killed =
                PackagedProgram.run(root, installation.environment(), "upgrade", "--target-version", "2.0.0", "--yes");
        assertThat(killed.exitCode()).as(killed.error()).isEqualTo(137);
        installation.removeHook(event);
        return installation;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = STEPS)
    void isTakenBack(String event, String condition) throws Exception {
        Installation installation = Installation.onPostgreSql(root).install();
        Map<String, String> start = installation.state();

        killed(installation, event, condition);
        takeBack(installation, start, "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = STEPS)
    void isGoneOnWith(String event, String condition) throws Exception {
        Installation installation = Installation.onSqlite(root).install();
        Map<String, String> start = installation.state();

        killed(installation, event, condition);
        goOn(installation, "");
        takeBack(installation, start, "");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKilledRollbackIsGoneOnWithOrTurnedRound(boolean turnedRound) throws Exception {
        Installation installation = Installation.onSqlite(root).install();
        Map<String, String> start = installation.state();
        goOn(installation, "before: ");
        installation.hook("before-step", "[ \"$AICLI_VERSION\" = 2 ]", KILL);
        PackagedProgram.Result killed = PackagedProgram.run(root, installation.environment(), "rollback", "--yes");
        assertThat(killed.exitCode()).as(killed.error()).isEqualTo(137);
        installation.removeHook("before-step");

        if (turnedRound) {
            goOn(installation, "turned round: ");
        }
        takeBack(installation, start, "after a killed rollback: ");
    }

    /** The journal is all that a rollback leaves that is killed between its last record and its end. */
    @Test
    void aRollbackThatWasKilledWhenAllWasDoneTakesNothingMoreBack() throws Exception {
        Installation installation = Installation.onSqlite(root).install();
        Map<String, String> start = installation.state();
        goOn(installation, "");
        installation.hook("before-step", "true", "mkdir -p kept; cp .aicli/backups/release-*.journal kept");
        takeBack(installation, start, "");
        installation.removeHook("before-step");
        try (Stream<Path> kept = Files.list(root.resolve("kept"))) {
            for (Path journal : kept.toList()) {
                Files.move(journal, root.resolve(".aicli/backups").resolve(journal.getFileName()));
            }
        }

        JsonNode again = installation.json("rollback", "--yes");

        assertThat(again.get("exitCode").asInt()).as(again.toString()).isZero();
        assertThat(again.at("/data/outcome").asText()).isEqualTo("already-there");
        assertThat(installation.state()).isEqualTo(start);
        assertSettled(installation, "");
    }

    @Test
    void theStatusNamesBothWaysOn() throws Exception {
        Installation installation = Installation.onSqlite(root).install();
        assertThat(open(installation).isNull()).isTrue();
        killed(installation, "before-step", "[ \"$AICLI_VERSION\" = 3 ]");

        JsonNode upgrade = open(installation);
        assertThat(upgrade.get("kind").asText()).isEqualTo("upgrade");
        assertThat(upgrade.get("goesOn").asText()).isEqualTo("upgrade --target-version 2.0.0");
        assertThat(upgrade.get("goesBack").asText()).isEqualTo("rollback");
        assertThat(installation.run("release", "status").output()).contains("Open      upgrade to 2.0.0, begun at");

        goOn(installation, "");
        assertThat(open(installation).isNull()).isTrue();
        installation.hook("before-step", "[ \"$AICLI_VERSION\" = 3 ]", KILL);
        PackagedProgram.run(root, installation.environment(), "rollback", "--yes");
        installation.removeHook("before-step");

        JsonNode rollback = open(installation);
        assertThat(rollback.get("kind").asText()).isEqualTo("rollback");
        assertThat(rollback.get("goesOn").asText()).isEqualTo("rollback");
        assertThat(rollback.get("goesBack").asText()).isEqualTo("upgrade --target-version 2.0.0");
    }

    private static JsonNode open(Installation installation) {
        return installation.json("release", "status").at("/data/open");
    }

    /** Waits until the files begin to take their places, and a moment longer. */
    private boolean endedBeforeTheSwap(Process process, int millis) throws InterruptedException {
        Path journal = root.resolve(".aicli/backups/config/journal.jsonl");
        while (process.isAlive() && !Files.exists(journal)) {
            Thread.sleep(1);
        }
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    private static void takeBack(Installation installation, Map<String, String> start, String when) {
        JsonNode rollback = installation.json("rollback", "--yes");

        // Exit code 2: the upgrade was killed in the program's first moment, and history knows of no upgrade.
        assertThat(rollback.get("exitCode").asInt()).as(when + rollback).isIn(0, 2);
        assertThat(installation.state()).as(when + rollback).isEqualTo(start);
        assertThat(installation.release()).as(when + rollback).isEqualTo("1.0.0");
        assertSettled(installation, when);
    }

    private static void goOn(Installation installation, String when) {
        JsonNode upgrade = installation.json("upgrade", "--target-version", "2.0.0", "--yes");

        assertThat(upgrade.get("exitCode").asInt()).as(when + upgrade).isZero();
        assertThat(installation.release()).isEqualTo("2.0.0");
        assertThat(installation.schema().head()).isEqualTo("4");
        assertThat(installation.state().get("config.yml")).contains("version: 2.0.0");
        assertThat(installation.state().get(".env")).contains("CONFIG_VERSION=2.0.0");
        assertThat(installation.run("db", "verify").exitCode()).isZero();
        assertSettled(installation, when);
    }

    private static void assertSettled(Installation installation, String when) {
        assertThat(installation.historyIsSound()).as(when).isTrue();
        assertThat(installation.root().resolve(".aicli/backups").toFile().list())
                .noneMatch(name -> name.matches("release.*journal"));
        assertThat(installation.root().resolve(".aicli/backups/config/journal.jsonl"))
                .doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void leadsBothWaysFromAnyMoment(String kind) throws Exception {
        Random random = new Random(SEED);
        Installation installation =
                (kind.equals("sqlite") ? Installation.onSqlite(root) : Installation.onPostgreSql(root)).install();
        // A half-done migration is among what may be met.
        installation.migration(
                "004_i", "-- aicli: no-transaction\nCREATE INDEX t2_i ON t2 (id);\nANALYZE t2;", "DROP INDEX t2_i;");
        Map<String, String> start = installation.state();
        long begun = System.nanoTime();
        PackagedProgram.run(root, installation.environment(), "upgrade", "--target-version", "2.0.0", "--yes");
        long longest = (System.nanoTime() - begun) / 1_000_000;
        takeBack(installation, start, "undisturbed: ");

        int kills = 0;
        while (kills < KILLS) {
            boolean failing = random.nextInt(3) == 0;
            if (failing) {
                installation.hook("verify", "true", "exit 1");
            }
            long moment = longest / 4 + random.nextLong(longest);
            Process process = PackagedProgram.start(
                    root, installation.environment(), "upgrade", "--target-version", "2.0.0", "--yes");
            boolean ended = random.nextBoolean()
                    ? process.waitFor(moment, TimeUnit.MILLISECONDS)
                    : endedBeforeTheSwap(process, random.nextInt(6));
            process.destroyForcibly().waitFor();
            kills += ended ? 0 : 1;
            if (failing) {
                installation.removeHook("verify");
            }
            String when =
                    "kill " + kills + " after " + moment + " of " + longest + " ms" + (failing ? ", failing: " : ": ");
            if (random.nextBoolean()) {
                goOn(installation, when);
            }
            takeBack(installation, start, when);
            longest -= ended ? longest / 10 : 0;
        }
    }
}
