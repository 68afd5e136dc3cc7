package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.PostgresServer;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.RedisServer;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups and hooks as a person meets them. */
class BackupCommandsIT {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", System.getenv("PATH"));

    @TempDir
    private Path directory;

    private String url = "sqlite:app.db";

    @BeforeEach
    void twoMigrationsOfWhichTheSecondDestroys() throws IOException {
        write("migrations/1_person.up.sql", "CREATE TABLE person (name text);\nINSERT INTO person VALUES ('ada');\n");
        write("migrations/2_destroy.up.sql", "DROP TABLE person;\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Cli.Result run(String... arguments) {
        return new Cli(directory).environment(ENVIRONMENT).run(arguments);
    }

    private void project(String more) throws IOException {
        write("aicli.yml", "database: {url: '" + url + "'}\n" + more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aMigrationThatDestroyedDataIsUndoneByOneCommand(String kind) throws IOException {
        url = kind.equals("sqlite") ? url : PostgresServers.newDatabase();
        project("");
        SchemaProject database = new SchemaProject(directory, url);
        assertThat(run("migrate", "up", "--steps", "1").exitCode()).isZero();

        Cli.Result up = run("migrate", "up");
        assertThat(up.exitCode()).as(up.error()).isZero();
        assertThat(up.output()).containsPattern("backup \\S+ made and verified");
        Cli.Result restore = run("backup", "restore", "latest", "--yes");

        assertThat(restore.exitCode()).as(restore.error()).isZero();
        assertThat(restore.output()).contains("is restored").contains("The state before it is in backup");
        assertThat(database.query("SELECT name FROM person")).isEqualTo("ada");
        assertThat(run("migrate", "version").output()).contains("1");
        assertThat(run("history").output()).contains("restore");
        assertThat(run("backup", "list").output().lines()).hasSize(4);
    }

    @Test
    void withoutABackupHistorySaysSo() throws IOException {
        project("");

        assertThat(run("migrate", "up", "--no-backup").exitCode()).isZero();

        assertThat(backups()).isEmpty();
        assertThat(new SchemaProject(directory, url).query("SELECT DISTINCT backup_id FROM migration_history"))
                .isEqualTo("skipped");
    }

    @Test
    void everyRowOfARunNamesItsBackup() throws IOException {
        project("");

        run("migrate", "up");

        String id = new SchemaProject(directory, url).query("SELECT DISTINCT backup_id FROM migration_history");
        assertThat(run("backup", "list").output()).contains(id);
    }

    @Test
    void whenTheBackupFailsNothingIsApplied() throws IOException {
        url = PostgresServers.newDatabase();
        project("backup: {directory: /proc/nowhere}\n");

        Cli.Result up = run("migrate", "up");

        assertThat(up.exitCode()).isEqualTo(8);
        assertThat(up.error())
                .contains("cannot write to the folder of backups, /proc/nowhere")
                .contains("backup.directory");
        assertThat(new SchemaProject(directory, url)
                        .query("SELECT count(*) FROM pg_class WHERE relname IN ('person', 'migration_history')"))
                .isEqualTo("0");
    }

    @Test
    void onlyDestructiveRunsAreBackedUpWhenThatIsWanted() throws IOException {
        project("backup: {when: destructive}\n");

        run("migrate", "up", "--steps", "1");
        assertThat(backups()).isEmpty();
        run("migrate", "up");
        assertThat(run("backup", "list").output().lines()).hasSize(2);
    }

    @Test
    void retentionIsAppliedAfterEachBackup() throws IOException {
        project("backup: {keep: 1}\n");

        run("migrate", "up", "--steps", "1");
        run("migrate", "up");

        assertThat(backups()).hasSize(1);
    }

    /** Each is a folder; the note of how far history goes lies beside them. */
    private List<Path> backups() throws IOException {
        try (Stream<Path> entries = Files.list(directory.resolve(".aicli/backups"))) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    @Test
    void aDamagedBackupIsNamedAndNotRestored() throws IOException {
        project("");
        run("migrate", "up");
        Path copy;
        try (Stream<Path> files = Files.walk(directory.resolve(".aicli/backups"))) {
            copy = files.filter(file -> file.endsWith("database.sqlite"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(copy, new byte[] {1}, StandardOpenOption.APPEND);

        Cli.Result verify = run("backup", "verify", "latest");
        assertThat(verify.exitCode()).isEqualTo(4);
        assertThat(verify.output()).contains("part database: database.sqlite has");
        assertThat(run("backup", "restore", "latest", "--yes").exitCode()).isEqualTo(8);
    }

    @Test
    void aRestoreAsksFirst() throws IOException {
        project("");
        run("migrate", "up");

        Cli.Result notAsked = run("backup", "restore", "latest");
        Cli.Result refused = new Cli(directory).atTerminal("n\n").run("backup", "restore", "latest");

        assertThat(notAsked.exitCode()).isEqualTo(2);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.error()).contains("is replaced by its state of");
    }

    @Test
    void hooksRunInOrderAndAFailingOneStopsTheRun() throws IOException {
        project("hooks:\n  before-run: echo one\n  before-backup: echo two\n  before-step: echo three\n"
                + "  after-step: echo four\n  verify: echo five\n  after-run: echo six\n"
                + "  on-failure: [{command: 'echo failed with $AICLI_EXIT_CODE', shell: true}]\n");
        List<String> said = run("migrate", "up", "--steps", "1")
                .error()
                .lines()
                .filter(line -> line.startsWith("echo | "))
                .toList();
        assertThat(said)
                .containsExactly(
                        "echo | one", "echo | two", "echo | three", "echo | four", "echo | five", "echo | six");

        write("hooks/before-run.d/10-refuse", "#!/bin/sh\necho no; exit 1\n");
        Files.setPosixFilePermissions(
                directory.resolve("hooks/before-run.d/10-refuse"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Cli.Result up = run("migrate", "up");

        assertThat(up.exitCode()).isEqualTo(8);
        assertThat(up.error())
                .contains("10-refuse | no")
                .contains("the before-run hook 10-refuse failed with status 1")
                .contains("| failed with 8");
        assertThat(run("migrate", "version").output()).contains("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aBackupIsTriedAndRestoredBesideWithoutTheProjectsDatabase(String kind) throws IOException {
        url = kind.equals("sqlite") ? url : PostgresServers.newDatabase();
        String beside = kind.equals("sqlite") ? "sqlite:beside.db" : PostgresServers.newDatabase();
        project("config: {files: [app.yml]}\n");
        write("app.yml", "a: 1\n");
        run("migrate", "up", "--steps", "1");
        run("backup", "create");
        run("migrate", "up");

        Cli.Result verify = run("backup", "verify", "latest", "--restore");
        assertThat(verify.exitCode()).as(verify.error()).isZero();
        assertThat(verify.output())
                .contains("is sound")
                .containsPattern("Restored into .*: \\d+ tables? with \\d+ rows");

        String id = run("backup", "list")
                .output()
                .lines()
                .skip(2)
                .findFirst()
                .orElseThrow()
                .split(" ", 2)[0];
        write("app.yml", "a: 2\n");
        write("aicli.yml", "database: {url: 'postgresql://nobody:s3cret-word@127.0.0.1:1/none'}\n");
        Cli.Result restore = run("backup", "restore", id, "--into", beside);
        assertThat(restore.exitCode()).as(restore.error()).isZero();
        assertThat(restore.output()).contains("is restored beside");
        assertThat(new SchemaProject(directory, beside).query("SELECT name FROM person"))
                .isEqualTo("ada");
        assertThat(directory.resolve("app.yml")).hasContent("a: 2");
        Cli.Result again = run("backup", "restore", id, "--into", beside);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.error()).contains("is not empty");
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() throws IOException {
        project("");
        run("migrate", "up");

        assertThat(run("backup", "verify", "latest", "--into", "sqlite:b.db").exitCode())
                .isEqualTo(2);
        assertThat(run("backup", "restore", "latest", "--no-owner").exitCode()).isEqualTo(2);
        assertThat(run("backup", "restore", "latest", "--into", "sqlite:b.db", "--in-place")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void configurationFilesAreNamedByPatternsToo() throws IOException {
        project("config: {files: ['conf/*.yml', .env]}\n");
        write("conf/a.yml", "a: 1\n");
        write("conf/b.yml", "b: 1\n");
        run("migrate", "up");
        run("backup", "create");
        write("conf/a.yml", "a: 2\n");
        write(".env", "A=1\n");

        assertThat(run("backup", "restore", "latest", "--yes").exitCode()).isZero();

        assertThat(directory.resolve("conf/a.yml")).hasContent("a: 1");
        assertThat(directory.resolve(".env")).doesNotExist();
        assertThat(run("backup", "list").output()).contains("conf/b.yml");
    }

    @Test
    void commandsOfOnesOwnBackUpARunAndBringItBack() throws IOException {
        project("backup:\n  provider: command\n  command:\n    create: [sh, -c, 'cp app.db saved; echo saved']\n"
                + "    verify: test -s saved\n    restore: cp saved app.db\n");
        run("migrate", "up", "--steps", "1");

        Cli.Result up = run("migrate", "up");
        assertThat(up.exitCode()).as(up.error()).isZero();
        assertThat(up.error()).contains("sh | saved");
        Cli.Result restore = run("backup", "restore", "latest", "--yes");

        assertThat(restore.exitCode()).as(restore.error()).isZero();
        assertThat(run("backup", "list").output()).contains("sqlite:app.db");
    }

    @Test
    void aMissingCommandIsAUsageError() throws IOException {
        project("backup: {provider: command, command: {create: 'true'}}\n");

        Cli.Result up = run("migrate", "up");

        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(up.error()).contains("backup.command.verify is missing");
    }

    @Test
    void aRestorePointIsGoneBackToByHand() throws IOException {
        try (PostgresServer server = PostgresServer.start(
                PostgresServers.DEFAULT_VERSION, Map.of("archive_mode", "on", "archive_command", "true"))) {
            url = "postgres://postgres@127.0.0.1:" + server.port() + "/postgres";
            project("backup: {provider: restore-point}\n");
            Cli.Result up = run("migrate", "up");
            assertThat(up.exitCode()).as(up.error()).isZero();

            Cli.Result restore = run("backup", "restore", "latest", "--yes");

            assertThat(restore.exitCode()).isEqualTo(8);
            assertThat(restore.output()).contains("recovery_target_name = 'aicli-");
            assertThat(restore.error()).contains("aicli-web does not go back to it itself; nothing was changed");
            assertThat(run("backup", "verify", "latest", "--restore").exitCode())
                    .isEqualTo(2);
        }
        url = "sqlite:app.db";
        project("backup: {provider: restore-point}\n");
        assertThat(run("migrate", "up").exitCode()).isEqualTo(2);
    }

    @Test
    void redisIsSavedBeforeARunAndWithoutItNothingIsApplied() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("redis"));
        try (RedisServer redis = RedisServer.start(folder, "--requirepass", "s3cret-word")) {
            project("backup: {redis: 'redis://:${REDIS_PASSWORD}@127.0.0.1:" + redis.port() + "'}\n");
            Cli cli = new Cli(directory)
                    .environment(Map.of("PATH", System.getenv("PATH"), "REDIS_PASSWORD", "s3cret-word"));

            Cli.Result up = cli.run("migrate", "up", "--steps", "1", "--verbose");

            assertThat(up.exitCode()).as(up.error()).isZero();
            assertThat(up.output() + up.error()).doesNotContain("s3cret-word");
            assertThat(cli.run("backup", "list").output()).contains("redis://127.0.0.1:" + redis.port());
        }
        Cli.Result without = new Cli(directory)
                .environment(Map.of("PATH", System.getenv("PATH"), "REDIS_PASSWORD", "s3cret-word"))
                .run("migrate", "up", "--verbose");
        assertThat(without.exitCode()).isEqualTo(8);
        assertThat(without.error())
                .contains("cannot connect to the Redis server")
                .doesNotContain("s3cret-word");
    }
}
