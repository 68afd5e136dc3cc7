package dev.aicli.migrate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.InterruptedRunException;
import dev.aicli.migrate.platform.postgresql.backup.PostgreSqlTools;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgreSqlBackupIT {
    @TempDir
    Path root;

    private String url;
    private SchemaProject project;
    private Backups backups;

    @BeforeEach
    void aDatabaseWithRows() {
        url = PostgresServers.newDatabase();
        project = new SchemaProject(root, url);
        backups = new Backups(root.resolve("backups"));
        project.execute("CREATE TABLE person (id bigint PRIMARY KEY, name text);"
                + "INSERT INTO person SELECT n, 'person ' || n FROM generate_series(1, 20000) n;"
                + "CREATE SCHEMA \"odd schema\"; CREATE TABLE \"odd schema\".\"TABLE DATA x\" (a int);"
                + "CREATE TABLE parted (a int) PARTITION BY RANGE (a);"
                + "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (1) TO (10)");
    }

    @Test
    void aBackupIsListedAndItsManifestSaysWhatItHolds() {
        StoredBackup made = backups.make(Backups.dump(project, DumpOptions.DEFAULT));

        assertThat(backups.store().list()).containsExactly(made);
        Part part = made.manifest().orElseThrow().parts().get(0);
        assertThat(part.kind()).isEqualTo(Part.Kind.copyOf("postgresql"));
        assertThat(part.facts()).containsEntry("format", "custom").containsEntry("tables", "4");
        assertThat(part.fact("serverVersion").orElseThrow()).startsWith("15.");
        assertThat(part.files()).extracting(PartFile::path).containsExactly("database.dump", "outline.json");
        assertThat(part.size()).isPositive();
        assertThat(backups.faults(made)).isEmpty();
    }

    @Test
    void severalProcessesWriteAFolder() {
        StoredBackup made = backups.make(
                Backups.dump(project, new DumpOptions(false, Long.MAX_VALUE, java.time.Duration.ofMinutes(1), 2)));

        Part part = made.manifest().orElseThrow().parts().get(0);
        assertThat(part.facts()).containsEntry("format", "directory");
        assertThat(part.files()).extracting(PartFile::path).contains("database/toc.dat");
        assertThat(backups.faults(made)).isEmpty();
    }

    @Test
    void onlyTheOwnerCanReadABackup() throws IOException {
        backups.make(Backups.dump(project, new DumpOptions(false, Long.MAX_VALUE, java.time.Duration.ofMinutes(1), 2)));

        try (Stream<Path> files = Files.walk(backups.store().directory())) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void aFlippedByteIsFoundAndThePartNamed() throws IOException {
        StoredBackup made = backups.make(Backups.dump(project, DumpOptions.DEFAULT));

        Backups.flipByte(made.folder().resolve("database.dump"));

        assertThat(backups.faults(made))
                .containsExactly("part database: database.dump was changed: its checksum is another");
    }

    @Test
    void aFlippedByteInTheManifestIsFound() throws IOException {
        StoredBackup made = backups.make(Backups.dump(project, DumpOptions.DEFAULT));

        Backups.flipByte(made.folder().resolve("manifest.json"));

        assertThat(backups.faults(made)).containsExactly("its manifest is damaged: manifest.json");
    }

    @Test
    void withoutPgDumpNothingIsBegunAndTheRemedyIsNamed() {
        ProgramFolders nowhere = new ProgramFolders(List.of(root), List.of());

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.make(Backups.dump(project, nowhere, DumpOptions.DEFAULT)))
                .withMessage("pg_dump was not found on PATH or in the usual folders")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_FAILED))
                .satisfies(
                        failure -> assertThat(failure.nextStep().orElseThrow()).contains("postgresql-client-15"));
        assertThat(backups.store().list()).isEmpty();
    }

    @Test
    void anOldPgDumpIsRefusedAndANewOneFoundInTheUsualFolders() throws IOException {
        Path old = fakePgDump("old", "echo 'pg_dump (PostgreSQL) 12.3'");
        ProgramFolders onlyOld = new ProgramFolders(List.of(old), List.of());
        ProgramFolders newOneElsewhere =
                new ProgramFolders(List.of(old), List.copyOf(Backups.programs().onPath()));

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.make(Backups.dump(project, onlyOld, DumpOptions.DEFAULT)))
                .withMessage("pg_dump 12.3 (" + old + ") is older than the server, 15, and would refuse to work");
        assertThat(backups.faults(backups.make(Backups.dump(project, newOneElsewhere, DumpOptions.DEFAULT))))
                .isEmpty();
    }

    @Test
    void aPgDumpThatDiesHalfWayLeavesNothingListed() throws IOException {
        Path dying = fakePgDump(
                "dying", "case $1 in --version) echo 'pg_dump (PostgreSQL) 15.1' ;; *) echo half; kill -9 $$ ;; esac");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.make(
                        Backups.dump(project, new ProgramFolders(List.of(dying), List.of()), DumpOptions.DEFAULT)))
                .withMessage("pg_dump was ended by signal 9");
        assertThat(backups.contents()).isEmpty();
    }

    @Test
    void aDumpThatEndsInTheMiddleIsRefusedThoughItsProgramIsContent() throws IOException {
        Path careless = fakePgDump("careless", "[ $1 = --version ] && exec pg_dump $1; pg_dump \"$@\" | head -c -20");
        Files.createSymbolicLink(
                careless.resolve("pg_restore"),
                Path.of(PostgreSqlTools.find(Backups.programs(), 15).program("pg_restore")));

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.make(
                        Backups.dump(project, new ProgramFolders(List.of(careless), List.of()), DumpOptions.DEFAULT)))
                .withMessage("what pg_dump wrote ends in the middle, though it reported no failure");
        assertThat(backups.contents()).isEmpty();
    }

    @Test
    void aDumpThatLacksATableIsRefused() throws IOException {
        Path forgetful =
                fakePgDump("forgetful", "exec pg_dump \"$@\" $([ $1 = --version ] || echo --exclude-table=person)");
        Files.createSymbolicLink(
                forgetful.resolve("pg_restore"),
                Path.of(PostgreSqlTools.find(Backups.programs(), 15).program("pg_restore")));

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.make(
                        Backups.dump(project, new ProgramFolders(List.of(forgetful), List.of()), DumpOptions.DEFAULT)))
                .withMessage("the backup lacks tables of the database: public.person");
        assertThat(backups.contents()).isEmpty();
    }

    @Test
    void aDatabaseLargerThanTheLimitIsNotDumpedUnasked() {
        DumpOptions small = new DumpOptions(false, 1_000_000, java.time.Duration.ofMinutes(1), 1);

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.make(Backups.dump(project, small)))
                .withMessageContaining("more than backup.max-size, 1.0 MB")
                .satisfies(failure -> assertThat(failure.nextStep().orElseThrow())
                        .contains("restore-point")
                        .contains("--no-backup"));
    }

    @Test
    void thePasswordIsSeenInNoProcessList() throws IOException {
        SchemaProject withPassword = new SchemaProject(root, url.replace("postgres@", "postgres:hunter2hunter2@"));
        Path slow = fakePgDump(
                "slow",
                "case $1 in --version) echo 'pg_dump (PostgreSQL) 15.1' ;;"
                        + " *) ps -eo args >" + root.resolve("ps.txt")
                        + "; test -n \"$PGPASSWORD\" && echo password given >>"
                        + root.resolve("ps.txt") + "; exec pg_dump \"$@\" ;; esac");
        Files.createSymbolicLink(
                slow.resolve("pg_restore"),
                Path.of(PostgreSqlTools.find(Backups.programs(), 15).program("pg_restore")));

        StoredBackup made = backups.make(
                Backups.dump(withPassword, new ProgramFolders(List.of(slow), List.of()), DumpOptions.DEFAULT));

        assertThat(root.resolve("ps.txt"))
                .content()
                .contains("--no-password")
                .contains("password given")
                .doesNotContain("hunter2");
        assertThat(made.folder().resolve("manifest.json")).content().doesNotContain("hunter2");
    }

    @Test
    void aWishToStopEndsTheDump() throws Exception {
        Path endless = fakePgDump(
                "endless",
                "case $1 in --version) echo 'pg_dump (PostgreSQL) 15.1' ;; *) echo $$ >" + root.resolve("pid")
                        + "; exec sleep 1000 ;; esac");
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        Thread run = new Thread(() -> {
            try {
                backups.make(
                        Backups.dump(project, new ProgramFolders(List.of(endless), List.of()), DumpOptions.DEFAULT));
            } catch (InterruptedRunException e) {
                outcome.set(e);
            }
        });
        run.start();
        await().until(() -> Files.exists(root.resolve("pid")) && Files.size(root.resolve("pid")) > 1);

        backups.cancellation().cancel(ExitCode.INTERRUPTED);
        run.join(20_000);

        assertThat(outcome.get()).isInstanceOf(InterruptedRunException.class);
        long pid = Long.parseLong(Files.readString(root.resolve("pid")).strip());
        await().until(() -> ProcessHandle.of(pid).isEmpty());
        assertThat(backups.contents()).isEmpty();
    }

    private Path fakePgDump(String name, String script) throws IOException {
        Path folder = Files.createDirectory(root.resolve(name));
        Path program = Files.writeString(folder.resolve("pg_dump"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }
}
