package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.PostgresServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that were cut off the end of a history are missed by whoever has seen them. */
class HistoryHeadIT {
    private static final String HEADS = ".aicli/backups/history.heads";

    @TempDir
    private Path root;

    private Installation installation(String kind) throws IOException {
        Path folder = Files.createDirectory(root.resolve("a"));
        return kind.equals("sqlite") ? Installation.onSqlite(folder) : Installation.onPostgreSql(folder);
    }

    /** The same project on another machine, with what it remembers. */
    private Installation copy(Installation installation, String name) throws Exception {
        PackagedProgram.runCommand(
                List.of(
                        "cp",
                        "-a",
                        installation.root().toString(),
                        root.resolve(name).toString()),
                root,
                Map.of());
        return installation.in(root.resolve(name));
    }

    private void expect(Installation installation, int exitCode, String text, String commandLine) throws Exception {
        PackagedProgram.Result result =
                PackagedProgram.run(installation.root(), installation.environment(), commandLine.split(" ", -1));
        assertThat(result.output() + result.error()).as(commandLine).contains(text);
        assertThat(result.exitCode()).as(commandLine + result.error()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void theNewestRowsAndTheWholeTableAreMissed(String kind) throws Exception {
        Installation installation = installation(kind);
        expect(installation, 0, "4 migrations applied", "migrate up --no-backup");
        Path heads = installation.root().resolve(HEADS);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(heads)))
                .isEqualTo("rw-------");
        expect(installation, 0, "Sound", "history verify");

        installation.schema().execute("DELETE FROM migration_history WHERE version IN ('3', '4')");
        expect(installation, 4, "are gone since", "history verify");
        expect(installation, 4, "are gone since", "migrate status");
        expect(installation, 4, "--accept", "migrate up --no-backup");
        expect(installation, 0, "Sound", "history verify --accept");
        expect(installation, 0, "Pending   2", "migrate status");

        installation.schema().execute("DROP VIEW schema_version");
        installation.schema().execute("DROP TABLE migration_history");
        expect(installation, 4, "rows are gone", "history verify");
        expect(installation, 4, "rows are gone", "migrate up --no-backup");
        expect(installation, 0, "Sound", "history verify --accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aDatabaseThatWasMadeAnewIsAnotherOne(String kind) throws Exception {
        Installation installation = installation(kind);
        expect(installation, 0, "4 migrations applied", "migrate up --no-backup");
        if (kind.equals("sqlite")) {
            installation.delete("app.db");
        } else {
            installation.schema().execute("DROP SCHEMA public CASCADE");
            installation.schema().execute("CREATE SCHEMA public");
        }
        expect(installation, 0, "Sound", "history verify");
        expect(installation, 0, "4 migrations applied", "migrate up --no-backup");
        expect(installation, 0, "Sound", "history verify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void neitherARestoreNorAnotherMachineIsAnAlarm(String kind) throws Exception {
        Installation here = installation(kind);
        expect(here, 0, "2 migrations applied", "migrate up --target-version 2");
        expect(here, 0, "made and verified", "backup create");
        expect(here, 0, "2 migrations applied", "migrate up --no-backup");
        Installation there = copy(here, "b");
        expect(here, 0, "is restored", "backup restore latest --yes --terminate-sessions");
        expect(here, 0, "Sound", "history verify");
        expect(there, 0, "Sound", "history verify");
        expect(there, 0, "2 migrations applied", "migrate up --no-backup");
        expect(here, 0, "Nothing to do", "migrate up");
        expect(here, 0, "1 migration taken back", "migrate down --yes --no-backup");
        expect(there, 0, "1 migration applied", "migrate up --no-backup");
        expect(here, 0, "Sound", "history verify");
    }

    @Test
    void noFolderAppearsWhereThereIsNoProject() throws Exception {
        Path folder = Files.createDirectories(root.resolve("plain/migrations"));
        Files.writeString(folder.resolve("1_t.up.sql"), "CREATE TABLE t (id int);");
        PackagedProgram.Result result = PackagedProgram.run(
                root.resolve("plain"),
                Map.of(),
                "migrate",
                "up",
                "--no-backup",
                "--database-url",
                PostgresServers.newDatabase());
        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(root.resolve("plain").toFile().list()).containsExactly("migrations");
    }
}
