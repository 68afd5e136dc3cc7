package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void project() throws IOException {
        Files.writeString(directory.resolve("aicli.yml"), "database: {url: 'sqlite:app.db'}\n");
        migration("001_users", "CREATE TABLE users (id INTEGER PRIMARY KEY);", "DROP TABLE users;");
        migration("002_tasks", "CREATE TABLE tasks (id INTEGER PRIMARY KEY);", "DROP TABLE tasks;");
        migration("003_notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY);", "DROP TABLE notes;");
    }

    private void migration(String name, String up, String down) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(folder.resolve(name + ".up.sql"), up + "\n");
        Files.writeString(folder.resolve(name + ".down.sql"), down + "\n");
    }

    private Cli.Result run(String... arguments) {
        return new Cli(directory).run(arguments);
    }

    private void succeeds(String... arguments) {
        Cli.Result result = run(arguments);
        assertThat(result.exitCode()).as(result.error()).isZero();
    }

    private String version() {
        return run("migrate", "version").output().strip();
    }

    @Test
    void migratesUpAndThenHasNothingToDo() {
        Cli.Result first = run("migrate", "up");

        assertThat(first.exitCode()).isZero();
        assertThat(first.output())
                .contains("up    1 users", "up    2 tasks", "up    3 notes", "3 migrations applied", "sqlite:app.db");
        assertThat(first.error()).isEmpty();
        assertThat(run("migrate", "up").output()).isEqualTo("Nothing to do: sqlite:app.db is where it should be.\n");
        assertThat(version()).isEqualTo("3");
    }

    @Test
    void goesUpToAVersionOrSoManySteps() {
        succeeds("migrate", "up", "--steps", "1");
        assertThat(version()).isEqualTo("1");
        succeeds("migrate", "up", "--target-version", "2");
        assertThat(version()).isEqualTo("2");
        succeeds("db", "migrate", "--version", "3");
        assertThat(version()).isEqualTo("3");
    }

    @Test
    void goesDownByStepsToAVersionAndAllTheWay() {
        succeeds("migrate", "up");
        succeeds("migrate", "down", "--yes");
        assertThat(version()).isEqualTo("2");
        succeeds("migrate", "down", "--target-version", "1", "--yes");
        assertThat(version()).isEqualTo("1");
        succeeds("migrate", "up");
        succeeds("db", "rollback", "--steps", "2", "--yes");
        assertThat(version()).isEqualTo("1");
        succeeds("migrate", "down", "--all", "--yes");
        assertThat(version()).isEqualTo("none");
        assertThat(run("migrate", "down", "--all").output()).startsWith("Nothing to do");
    }

    @Test
    void takesBackOnlyWhatIsConfirmed() {
        succeeds("migrate", "up");

        Cli.Result nobody = run("migrate", "down");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.error()).contains("needs to be confirmed", "--yes");
        Cli.Result no = new Cli(directory).atTerminal("\n").run("migrate", "down");
        assertThat(no.exitCode()).isEqualTo(2);
        assertThat(no.error()).contains("Take back 1 migration (3 notes)", "not confirmed");
        assertThat(version()).isEqualTo("3");
        assertThat(new Cli(directory).atTerminal("y\n").run("migrate", "down").exitCode())
                .isZero();
        assertThat(version()).isEqualTo("2");
    }

    @Test
    void redoesTheLastMigrationAsItsFileReadsNow() throws IOException {
        succeeds("migrate", "up");
        migration("003_notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);", "DROP TABLE notes;");

        assertThat(run("migrate", "up").exitCode()).isEqualTo(4);
        Cli.Result redo = run("migrate", "redo", "--yes");

        assertThat(redo.exitCode()).as(redo.error()).isZero();
        assertThat(redo.output()).contains("down  3 notes", "up    3 notes", "1 migration taken back, 1 applied");
        succeeds("migrate", "up");
    }

    @Test
    void aRedoThatFailsGoingUpSaysThatItWentDown() throws IOException {
        succeeds("migrate", "up");
        migration("003_notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY);\nSELECT nowhere;", "DROP TABLE notes;");

        Cli.Result redo = run("migrate", "redo", "--yes");

        assertThat(redo.exitCode()).isEqualTo(1);
        assertThat(redo.error()).contains("was taken back", "`migrate up`").doesNotContain("left nothing behind");
        assertThat(version()).isEqualTo("2");
    }

    @Test
    void aRunThatIsRefusedLeavesNothingInTheDatabase() throws Exception {
        migration("004_broken", "SELECT 'never ends;", "");

        assertThat(run("migrate", "up").exitCode()).isEqualTo(4);

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"));
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("SELECT name FROM sqlite_master")) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void aSavepointOutsideOfATransactionIsRefusedBeforeAnythingRuns() throws IOException {
        migration("004_s", "-- aicli: no-transaction\nCREATE TABLE s (i);\nSAVEPOINT a;\nRELEASE a;", "");

        Cli.Result result = run("migrate", "up");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.error()).contains("migrations/004_s.up.sql:3:1", "BEGIN and COMMIT around");
        assertThat(version()).isEqualTo("none");
    }

    @Test
    void warnsOfADirectionThatSeemsToBelongToAnotherMigration() throws IOException {
        Path folder = directory.resolve("migrations");
        Files.move(folder.resolve("002_tasks.down.sql"), folder.resolve("002_users.down.sql"));

        Cli.Result result = run("migrate", "up");

        assertThat(result.exitCode()).isZero();
        assertThat(result.error()).contains("002_tasks.up.sql", "002_users.down.sql", "different names");
    }

    @Test
    void aTrialWaitsForTheRunThatIsAtWork() throws Exception {
        succeeds("migrate", "up", "--steps", "1");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE migration_lock SET owner = 'x', holder = 'eve on another machine',"
                    + " machine = 'another', pid = 1, process_started = 1, expires_ms = 9e15");
        }

        Cli.Result result = run("migrate", "dry-run", "--lock-wait", "100ms");

        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.error()).contains("eve on another machine");
    }

    @Test
    void whatSteersATerminalIsMadeVisible() throws IOException {
        migration("004_x", "SELECT 1;", "");
        Path folder = directory.resolve("migrations");
        Files.move(folder.resolve("004_x.up.sql"), folder.resolve("004_x\u001b]0;owned\u0007\u001b[2J.up.sql"));

        Cli.Result result = run("migrate", "up");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output() + result.error())
                .contains("\\x1b]0;owned\\x07")
                .doesNotContain("\u001b");
    }

    @Test
    void showsWhereTheDatabaseIs() throws IOException {
        succeeds("migrate", "up", "--steps", "2");
        Files.delete(directory.resolve("migrations/001_users.up.sql"));
        Files.delete(directory.resolve("migrations/001_users.down.sql"));

        Cli.Result status = run("migrate", "status");

        assertThat(status.exitCode()).isZero();
        assertThat(status.output())
                .contains("Version   2", "Applied   2", "Pending   1", "3 notes", "its file is not here");
        assertThat(run("migrate", "status", "--check").exitCode()).isEqualTo(3);
        assertThat(run("migrate", "list").output()).contains("missing", "applied", "pending");
        succeeds("migrate", "up");
        assertThat(run("db", "status", "--check").exitCode()).isZero();
    }

    @Test
    void looksWithoutLeavingATrace() {
        assertThat(run("migrate", "status").output()).contains("Version   none", "Pending   3");
        assertThat(run("migrate", "dry-run").output()).contains("CREATE TABLE users", "3 migrations would be applied");
        assertThat(run("history").output()).startsWith("No history");
        assertThat(directory.resolve("app.db")).doesNotExist();
    }

    @Test
    void keepsAHistoryThatProvesItself() {
        succeeds("migrate", "up");
        succeeds("migrate", "down", "--yes");

        String history = run("history").output();
        assertThat(history).contains("up", "down", "users", "notes");
        String run = history.lines().reduce((first, last) -> last).orElseThrow().replaceAll(".*(\\d{8}T\\S+).*", "$1");
        assertThat(run("history", "--run", run).output().lines()).hasSize(2);
        assertThat(run("history", "--limit", "1").output().lines()).hasSize(2);
        assertThat(run("history", "verify").output()).startsWith("Sound");
    }

    @Test
    void validatesFilesAndHistory() throws IOException {
        succeeds("migrate", "up");
        assertThat(run("migrate", "validate").output()).contains("Valid: 3 migrations.");

        migration("004_broken", "SELECT 'never ends;", "");
        Cli.Result broken = run("migrate", "validate");
        assertThat(broken.exitCode()).isEqualTo(4);
        assertThat(broken.output()).contains("migrations/004_broken.up.sql:1:8");
    }

    @Test
    void acceptsAnEditedFileOnlyAfterRepair() throws IOException {
        succeeds("migrate", "up");
        migration("001_users", "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);", "DROP TABLE users;");

        assertThat(run("migrate", "up").exitCode()).isEqualTo(4);
        assertThat(run("migrate", "repair").exitCode()).isEqualTo(2);
        assertThat(run("migrate", "repair", "--yes").output()).contains("Accepted 1 changed file");
        assertThat(run("migrate", "repair", "--yes").output()).contains("Nothing to repair");
        succeeds("migrate", "up");
    }

    @Test
    void declaresVersions() {
        assertThat(run("migrate", "baseline", "--version", "2").output()).contains("is at version 2");
        assertThat(version()).isEqualTo("2");
        assertThat(run("migrate", "baseline", "--version", "3").exitCode()).isEqualTo(2);
        assertThat(run("migrate", "force", "--version", "1").exitCode()).isEqualTo(2);
        succeeds("migrate", "force", "--version", "1", "--yes");
        assertThat(version()).isEqualTo("1");
        assertThat(run("migrate", "force").error()).contains("--version");
    }

    @Test
    void showsWhereAStatementFailed() throws IOException {
        migration("004_bad", "CREATE TABLE fine (id INTEGER);\nINSERT INTO nowhere VALUES (1);", "");

        Cli.Result result = run("migrate", "up");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("up    3 notes");
        assertThat(result.error()).contains("error: migrations/004_bad.up.sql:2:", "nowhere", "next:");
        assertThat(version()).isEqualTo("3");
    }

    @Test
    void goesOnWithAHalfDoneMigration() throws IOException {
        migration(
                "004_half",
                "-- aicli: no-transaction\nCREATE TABLE h (id INTEGER);\nINSERT INTO later VALUES (1);",
                "");

        assertThat(run("migrate", "up").exitCode()).isEqualTo(7);
        assertThat(run("migrate", "status").output())
                .contains("partial:", "1 of 2 statements", "goes on at statement 2", "INSERT INTO later");
        assertThat(run("migrate", "status", "--check").exitCode()).isEqualTo(7);
        assertThat(run("migrate", "up").exitCode()).isEqualTo(7);
        migration(
                "004_half",
                "-- aicli: no-transaction\nCREATE TABLE h (id INTEGER);\nCREATE TABLE later (id INTEGER);",
                "");
        succeeds("migrate", "resume");
        assertThat(version()).isEqualTo("4");
        assertThat(run("migrate", "resume").output()).startsWith("Nothing to do");
    }

    @Test
    void createsThePairOfFilesThatComesNext() throws IOException {
        assertThat(run("migrate", "create", "Add audit-log!").output())
                .isEqualTo("Wrote migrations/004_add_audit_log.up.sql\nWrote migrations/004_add_audit_log.down.sql\n");
        assertThat(run("db", "create", "two", "words").output()).contains("005_two_words.up.sql");
        succeeds("migrate", "up");
        assertThat(version()).isEqualTo("5");
        assertThat(run("migrate", "create", "x", "--timestamp").output()).containsPattern("Wrote migrations/\\d{14}_x");
        assertThat(run("migrate", "create", "y").output()).containsPattern("Wrote migrations/\\d{14}_y");
        assertThat(run("migrate", "create", "!").exitCode()).isEqualTo(2);
    }

    @Test
    void writesAProjectToBeginWith() throws IOException {
        Path fresh = Files.createDirectory(directory.resolve("fresh"));
        Cli cli = new Cli(fresh);

        assertThat(cli.run("migrate", "up").exitCode()).isEqualTo(2);
        assertThat(cli.run("migrate", "up").error()).contains("aicli-web init");
        assertThat(cli.run("init").exitCode()).isZero();
        assertThat(cli.run("init").exitCode()).isEqualTo(2);
        assertThat(cli.run("migrate", "create", "users").exitCode()).isZero();
        assertThat(cli.run("migrate", "up").exitCode()).isZero();
        assertThat(fresh.resolve("aicli.db")).exists();
    }

    @Test
    void writesNoPasswordIntoTheProjectFile() throws IOException {
        Path fresh = Files.createDirectory(directory.resolve("fresh"));

        Cli.Result result = new Cli(fresh)
                .run("init", "--database-url", "postgresql://app:geheim$1@db.example/shop?sslmode=require");

        assertThat(result.exitCode()).isZero();
        assertThat(Files.readString(fresh.resolve("aicli.yml")))
                .contains("postgresql://app@db.example:5432/shop?sslmode=require")
                .doesNotContain("geheim");
        assertThat(fresh.resolve("migrations/postgresql")).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "migrate",
                "db",
                "nonsense",
                "migrate upp",
                "migrate up --nonsense",
                "migrate up extra",
                "migrate up --steps x",
                "migrate up --steps 0",
                "migrate up --steps 1 --target-version 2",
                "migrate up --target-version 9",
                "migrate up --target-version abc",
                "migrate up --lock-timeout soon",
                "migrate up --transaction all",
                "migrate up --project missing.yml",
                "migrate up --migrations missing",
                "migrate up --database-url mysql://h/d",
                "migrate up --output xml",
                "migrate down --all --steps 1 --yes",
                "migrate force --yes",
                "history --limit 0",
                "history --run 20000101T000000Z-nothing",
                "help nonsense",
            })
    void refusesWhatItDoesNotUnderstand(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

        Cli.Result result = run(arguments);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).isEmpty();
        assertThat(result.error()).contains("error:").doesNotContain("Exception");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertThat(run("migrat", "up").error()).contains("did you mean", "migrate");
        assertThat(run("migrate", "stauts").error()).contains("did you mean", "status");
    }

    @Test
    void isQuietWhenAskedTo() {
        assertThat(run("migrate", "up", "--quiet", "--output", "json").error()).isEmpty();
    }

    @Test
    void coloursOnlyOnATerminalThatMayHaveThem() {
        succeeds("migrate", "up");
        Map<String, String> xterm = Map.of("TERM", "xterm");

        assertThat(new Cli(directory)
                        .environment(xterm)
                        .atTerminal("")
                        .run("migrate", "list")
                        .output())
                .contains("\u001b[");
        assertThat(new Cli(directory).environment(xterm).run("migrate", "list").output())
                .doesNotContain("\u001b[");
        assertThat(new Cli(directory)
                        .environment(Map.of("TERM", "xterm", "NO_COLOR", "1"))
                        .atTerminal("")
                        .run("migrate", "list")
                        .output())
                .doesNotContain("\u001b[");
        assertThat(new Cli(directory)
                        .environment(Map.of("TERM", "dumb"))
                        .atTerminal("")
                        .run("migrate", "list")
                        .output())
                .doesNotContain("\u001b[");
        assertThat(new Cli(directory)
                        .environment(xterm)
                        .atTerminal("")
                        .run("migrate", "list", "--no-color")
                        .output())
                .doesNotContain("\u001b[");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "help", "help migrate", "migrate --help", "migrate up --help", "help db", "-h"})
    void helpsOnStandardOutput(String line) {
        Cli.Result result = run(line.split(" ", -1));

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("Usage: aicli-web", "Exit codes:");
        assertThat(result.error()).isEmpty();
    }

    @Test
    void drawsABarOnATerminalWhileThereIsMuchToDo() throws IOException {
        for (int i = 4; i <= 30; i++) {
            migration("0" + i + "_t", "CREATE TABLE t" + i + " (id INTEGER);", "");
        }

        Cli.Result result = new Cli(directory)
                .environment(Map.of("TERM", "dumb"))
                .atTerminal("")
                .run("migrate", "up", "--no-backup");

        assertThat(result.output().lines()).hasSize(31).noneMatch(line -> line.contains("#"));
        assertThat(result.error()).contains("[###", "% 30 t").endsWith("\r\u001b[K");
        succeeds("migrate", "force", "--version", "0", "--yes");
        assertThat(run("migrate", "up", "--no-backup").error()).doesNotContain("[#");
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("version").output()).matches("(?s)aicli-web \\d+\\.\\d+\\.\\d+.*Java.*");
        assertThat(run("--version").output()).startsWith("aicli-web ");
        assertThat(run("completion").output()).contains("#!/usr/bin/env bash", "baseline");
    }

    @Test
    void downToVersion0IsDownToNothingAlsoWhereAMigrationIsNumbered0() throws IOException {
        migration("000_zero", "CREATE TABLE zero (id INTEGER PRIMARY KEY);", "DROP TABLE zero;");
        succeeds("migrate", "up");
        succeeds("migrate", "down", "--target-version", "0", "--yes");
        assertThat(version()).isEqualTo("none");
        succeeds("migrate", "down", "--target-version", "0", "--yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"migrate list", "migrate validate", "migrate status --check", "migrate dry-run", "migrate up"})
    void aFolderThatIsNotThereIsNoEmptyOne(String command) {
        Cli.Result result = run((command + " --migrations nosuch").split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.error()).contains("there is no folder of migrations at nosuch");
    }

    @Test
    void validateIsStrictAboutWhatIsGoneWhenAsked() throws IOException {
        succeeds("migrate", "up");
        Files.delete(directory.resolve("migrations/002_tasks.up.sql"));
        Files.delete(directory.resolve("migrations/002_tasks.down.sql"));
        succeeds("migrate", "validate");

        Cli.Result strict = run("migrate", "validate", "--strict");
        assertThat(strict.exitCode()).isEqualTo(4);
        assertThat(strict.output()).contains("2 tasks is applied, and its file is not here");
    }

    @Test
    void severalFoldersAreOneListAndCreateWritesToTheFirst() throws IOException {
        Path more = Files.createDirectories(directory.resolve("billing"));
        Files.writeString(more.resolve("004_bills.up.sql"), "CREATE TABLE bills (id INTEGER PRIMARY KEY);\n");
        Files.createDirectories(directory.resolve("migrations/testdata"));
        Files.writeString(directory.resolve("migrations/testdata/seed.sql"), "SELECT 1;\n");
        String[] options = {"-m", "migrations", "-m", "billing", "--exclude", "testdata/"};

        assertThat(run("migrate", "up").exitCode()).isEqualTo(4);
        succeeds("migrate", "up", options[0], options[1], options[2], options[3], options[4], options[5]);
        assertThat(version()).isEqualTo("4");
        succeeds("migrate", "create", "next", options[0], options[1], options[2], options[3], options[4], options[5]);
        assertThat(directory.resolve("migrations/005_next.up.sql")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aicli.yml", "releases.yml"})
    void aPipeInPlaceOfAProjectsFileIsNotWaitedFor(String name) throws Exception {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        Cli.Result result = run("release", "list");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.error()).contains(name + " is a device, pipe or socket, not a file");
    }
}
