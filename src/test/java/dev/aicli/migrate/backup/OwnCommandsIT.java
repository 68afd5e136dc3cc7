package dev.aicli.migrate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that the user's own commands make. Here they copy a SQLite file. */
class OwnCommandsIT {
    @TempDir
    Path root;

    private SchemaProject project;
    private Backups backups;
    private Duration timeout = Duration.ofSeconds(30);
    private final List<String> printed = new ArrayList<>();

    @BeforeEach
    void aDatabaseAndCommandsThatCopyIt() throws IOException {
        project = new SchemaProject(root, "sqlite:" + root.resolve("app.db"))
                .file("1_person.up.sql", "CREATE TABLE person (name text); INSERT INTO person VALUES ('ada');");
        project.up();
        backups = new Backups(root.resolve("backups"));
        script(
                "create",
                "cp app.db \"snapshot of $AICLI_BACKUP_ID\"; echo working; echo \"snapshot of $AICLI_BACKUP_ID\"");
        script("verify", "echo checking \"$AICLI_REFERENCE\" >&2; test -s \"$AICLI_REFERENCE\"");
        script("restore", "cp \"$AICLI_REFERENCE\" app.db");
    }

    private void script(String name, String body) throws IOException {
        Path file = root.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private OwnCommands commands() {
        OwnCommands.Words words =
                new OwnCommands.Words(List.of("./create"), List.of("./verify"), List.of("./restore"), timeout);
        return new OwnCommands(words, root, project::database, line -> line.replace("s3cret", "***"), printed::add);
    }

    private RestoreTools tools() {
        return new RestoreTools(Backups.programs(), commands(), Backups::check, TransferListener.SILENT);
    }

    private StoredBackup make(BackupSource... sources) {
        return new BackupMaker(
                        backups.store(),
                        backups.files(),
                        tools().verifier(),
                        backups.cancellation(),
                        TransferListener.SILENT)
                .make(Backups.request(Home.of(backups.files(), backups.store(), project.database()), sources));
    }

    private CommandSnapshot source() {
        return new CommandSnapshot(commands(), project.database());
    }

    private Restorer restorer() {
        return new Restorer(
                project.database(),
                Backups.PLAIN,
                backups.store(),
                backups.files(),
                tools(),
                RestoreOptions.DEFAULT,
                RunListener.SILENT,
                backups.cancellation());
    }

    private static Part part(StoredBackup backup) {
        return backup.manifest().orElseThrow().parts().get(0);
    }

    @Test
    void theLastLineThatTheCommandPrintsIsTheReference() {
        StoredBackup made = make(source());

        assertThat(part(made).kind()).isEqualTo(Part.Kind.COMMAND);
        assertThat(part(made).facts()).containsEntry("reference", "snapshot of " + made.id());
        assertThat(printed)
                .containsExactly(
                        "create | working",
                        "create | snapshot of " + made.id(),
                        "verify | checking snapshot of " + made.id());
    }

    @Test
    void aFileMayHoldTheReference() throws IOException {
        script("create", "cp app.db copy; echo copy > \"$AICLI_REFERENCE_FILE\"; echo many words");

        StoredBackup made = make(source());

        assertThat(part(made).facts()).containsEntry("reference", "copy");
        assertThat(made.folder().resolve("reference")).doesNotExist();
    }

    @Test
    void aRestoreCallsTheCommandAndHistoryKnowsOfIt() {
        StoredBackup made = make(source());
        project.execute("DELETE FROM person");

        StoredBackup before = restorer().restore(made, List.of(source()), Backups.stamp());

        assertThat(project.query("SELECT name FROM person")).isEqualTo("ada");
        assertThat(project.query("SELECT action FROM migration_history ORDER BY sequence"))
                .isEqualTo("format,up,restore");
        assertThat(before.id()).isGreaterThan(made.id());
        assertThat(restorer().recover(Backups.stamp())).isEmpty();
    }

    @Test
    void aRestoreThatWasKilledIsCompletedByCallingTheCommandAgain() throws IOException {
        StoredBackup made = make(source());
        project.execute("DELETE FROM person");
        new RestoreJournal(
                        Home.of(backups.files(), backups.store(), project.database()),
                        made.id(),
                        made.id(),
                        "killed",
                        false,
                        Map.of("command", "begun", "reference", OwnCommands.reference(part(made))),
                        List.of())
                .write(backups.store());

        Optional<String> told = restorer().recover(Backups.stamp());

        assertThat(told.orElseThrow()).contains("was broken off; it was completed");
        assertThat(project.query("SELECT name FROM person")).isEqualTo("ada");
    }

    @Test
    void aRestoreCommandThatFailsIsNotCalledAgain() throws IOException {
        StoredBackup made = make(source());
        script("restore", "echo called >> calls; echo no such volume >&2; exit 3");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> restorer().restore(made, List.of(source()), Backups.stamp()))
                .withMessageContaining("the backup-restore command restore failed with status 3")
                .satisfies(failure -> assertThat(failure.details()).containsEntry("output", "no such volume"));

        assertThat(restorer().recover(Backups.stamp())).isEmpty();
        assertThat(Files.readAllLines(root.resolve("calls"))).hasSize(1);
    }

    @Test
    void aFailingCommandIsNoBackup() throws IOException {
        script("create", "echo volume s3cret is full >&2; exit 7");
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> make(source()))
                .withMessage("the backup-create command create failed with status 7")
                .satisfies(failure -> assertThat(failure.details()).containsEntry("output", "volume *** is full"));

        script("create", "echo");
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> make(source()))
                .withMessageContaining("gave no reference");

        script("create", "echo ref");
        script("verify", "exit 1");
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> make(source()))
                .withMessageContaining(
                        "the backup is not sound: part database: the backup-verify command verify failed with status 1");
        assertThat(backups.contents()).isEmpty();
    }

    @Test
    void aCommandThatTakesTooLongIsEndedWithItsChildren() throws IOException {
        timeout = Duration.ofSeconds(1);
        script("create", "sleep 300 & echo $! > child; wait");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> make(source()))
                .withMessageContaining("took longer than its time limit of 1 s and was ended");

        long child = Long.parseLong(Files.readString(root.resolve("child")).strip());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void postgreSqlsOwnProgramsFindTheServerByTheirVariables() throws IOException {
        project = new SchemaProject(root, PostgresServers.newDatabase());
        project.execute("CREATE TABLE here (id int)");
        script("create", "psql -Atc 'SELECT current_database() FROM here UNION SELECT current_database()'");
        script(
                "verify",
                "test \"$AICLI_REFERENCE\" = \"$PGDATABASE\" && read line && test \"$line\" = \"$PGDATABASE\"");

        StoredBackup made = make(source());

        assertThat(part(made).facts().get("reference")).startsWith("test_");
    }

    @Test
    void whatLiesElsewhereIsRestoredNowhereElse() {
        StoredBackup made = make(source());

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> new RestoreTrial(backups.store(), tools(), backups.cancellation())
                        .inScratch(made, project.database()))
                .withMessageContaining("holds no copy of the database");
    }
}
