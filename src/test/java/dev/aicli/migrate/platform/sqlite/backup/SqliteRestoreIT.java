package dev.aicli.migrate.platform.sqlite.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.Backups;
import dev.aicli.migrate.backup.FileCopy;
import dev.aicli.migrate.backup.FileFacts;
import dev.aicli.migrate.backup.Home;
import dev.aicli.migrate.backup.RestoreJournal;
import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.StagedFile;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteRestoreIT {
    @TempDir
    Path root;

    private SchemaProject project;
    private Backups backups;
    private SqliteCopy source;

    @BeforeEach
    void aFolderOfBackups() {
        backups = new Backups(root.resolve("backups"));
        project = new SchemaProject(root, "sqlite:" + root.resolve("app.db"));
        source = Backups.copy(project);
    }

    private void aDatabaseAtVersion1(String journalMode) {
        project.query("PRAGMA journal_mode = " + journalMode);
        project.file("1_a.up.sql", "CREATE TABLE a (x text); INSERT INTO a VALUES ('kept');")
                .up();
    }

    private Home home() {
        return Home.of(backups.files(), backups.store(), project.database());
    }

    private void destroyByVersion2() {
        project.file("2_b.up.sql", "DROP TABLE a; CREATE TABLE b (y blob); INSERT INTO b VALUES (randomblob(100000));")
                .up();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void aRestoreBringsBackWhatAMigrationDestroyed(String journalMode) {
        aDatabaseAtVersion1(journalMode);
        StoredBackup made = backups.make(project, source);
        destroyByVersion2();

        StoredBackup present = backups.restore(project, made, RestoreOptions.DEFAULT, source);

        assertThat(project.query("SELECT x FROM a")).isEqualTo("kept");
        assertThat(project.query("SELECT name FROM sqlite_master WHERE name = 'b'"))
                .isEmpty();
        assertThat(project.head()).isEqualTo("1");
        assertThat(project.query("SELECT action FROM migration_history ORDER BY sequence"))
                .isEqualTo("format,up,restore");
        assertThat(project.verifyHistory().fault()).isEmpty();
        assertThat(project.query("SELECT owner FROM migration_lock")).isEmpty();
        assertThat(project.query("PRAGMA journal_mode")).isEqualTo(journalMode);
        assertThat(present.manifest().orElseThrow().versions()).containsEntry("schema:database", "2");
        assertThat(root.toFile().list()).noneMatch(name -> name.contains("aicli-restore"));
        project.up();
        assertThat(project.head()).isEqualTo("2");
    }

    @Test
    void whatWasThereBeforeTheFirstRunComesBackWithoutAHistory() {
        project.execute("CREATE TABLE old (x text)");
        StoredBackup made = backups.make(project, source);
        project.file("1_a.up.sql", "DROP TABLE old;").up();

        backups.restore(project, made, RestoreOptions.DEFAULT, source);

        assertThat(project.query("SELECT name FROM sqlite_master WHERE name IN ('old', 'migration_history')"))
                .isEqualTo("old");
        assertThat(project.head()).isEqualTo("none");
    }

    @Test
    void filesComeBackWithTheDatabaseByteForByteWithTheirRightsAndTimes() throws IOException {
        aDatabaseAtVersion1("delete");
        Path config = Files.writeString(root.resolve("config.yml"), "a: 1\r\n");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));
        Map<String, String> facts = FileFacts.read(config);
        Path link =
                Files.createSymbolicLink(root.resolve("link.yml"), Files.writeString(root.resolve("real.yml"), "b"));
        Path later = root.resolve("later.yml");
        BackupSource[] sources = {source, new FileCopy(config), new FileCopy(link), new FileCopy(later)};
        StoredBackup made = backups.make(project, sources);
        destroyByVersion2();
        Files.writeString(config, "changed");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.writeString(link, "changed");
        Files.writeString(later, "new");

        backups.restore(project, made, RestoreOptions.DEFAULT, sources);

        assertThat(config).hasContent("a: 1\r\n");
        assertThat(FileFacts.read(config)).isEqualTo(facts);
        assertThat(link).isSymbolicLink().hasContent("b");
        assertThat(later).doesNotExist();
        assertThat(project.head()).isEqualTo("1");
    }

    @Test
    void whenOneFileCannotComeBackNothingDoes() throws IOException {
        aDatabaseAtVersion1("delete");
        Path first = Files.writeString(root.resolve("a.yml"), "a");
        Path folder = Files.createDirectory(root.resolve("folder"));
        Path second = Files.writeString(folder.resolve("b.yml"), "b");
        BackupSource[] sources = {source, new FileCopy(first), new FileCopy(second)};
        StoredBackup made = backups.make(project, sources);
        destroyByVersion2();
        Files.writeString(first, "changed");
        Files.delete(second);
        Files.delete(folder);
        Files.writeString(folder, "in the way");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.restore(project, made, RestoreOptions.DEFAULT, source, new FileCopy(first)))
                .withMessageContaining("the restore failed");

        assertThat(first).hasContent("changed");
        assertThat(project.head()).isEqualTo("2");
        assertThat(root.toFile().list()).noneMatch(name -> name.contains("aicli-restore"));
        assertThat(backups.contents()).noneMatch(name -> name.startsWith("restore"));
    }

    @Test
    void aRestoreThatWasKilledBeforeTheDatabaseChangedIsUndone() throws IOException {
        aDatabaseAtVersion1("delete");
        StoredBackup made = backups.make(project, source);
        destroyByVersion2();
        Path staged = Files.writeString(root.resolve(".c.yml.aicli-restore"), "old");
        new RestoreJournal(
                        home(),
                        made.id(),
                        made.id(),
                        "killed",
                        false,
                        Map.of("run", "killed"),
                        List.of(new StagedFile("c.yml", root.resolve("c.yml"), Optional.of(staged))))
                .write(backups.store());

        assertThat(backups.restorer(project, RestoreOptions.DEFAULT).recover(Backups.stamp()))
                .hasValueSatisfying(
                        found -> assertThat(found).contains("broken off").endsWith("undone"));

        assertThat(staged).doesNotExist();
        assertThat(root.resolve("c.yml")).doesNotExist();
        assertThat(project.head()).isEqualTo("2");
        assertThat(backups.restorer(project, RestoreOptions.DEFAULT).recover(Backups.stamp()))
                .isEmpty();
    }

    @Test
    void aRestoreThatWasKilledAfterTheDatabaseChangedIsCompleted() throws IOException {
        aDatabaseAtVersion1("delete");
        StoredBackup made = backups.make(project, source);
        destroyByVersion2();
        backups.restore(project, made, RestoreOptions.DEFAULT, source);
        String run = project.query("SELECT run_id FROM migration_history WHERE action = 'restore'");
        Path staged = Files.writeString(root.resolve(".c.yml.aicli-restore"), "restored");
        new RestoreJournal(
                        home(),
                        made.id(),
                        made.id(),
                        run,
                        false,
                        Map.of("run", run),
                        List.of(new StagedFile("c.yml", root.resolve("c.yml"), Optional.of(staged))))
                .write(backups.store());

        assertThat(backups.restorer(project, RestoreOptions.DEFAULT).recover(Backups.stamp()))
                .hasValueSatisfying(found -> assertThat(found).contains("completed"));

        assertThat(root.resolve("c.yml")).hasContent("restored");
    }
}
