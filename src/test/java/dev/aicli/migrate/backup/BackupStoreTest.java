package dev.aicli.migrate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for backups of any kind, shown on files and on SQLite. */
class BackupStoreTest {
    @TempDir
    Path root;

    private Backups backups() {
        return new Backups(root.resolve("backups"));
    }

    private FileCopy file(String name, String text) throws IOException {
        return new FileCopy(Files.writeString(root.resolve(name), text));
    }

    @Test
    void idsSortByTheirTime() {
        List<BackupId> ids = new ArrayList<>();
        for (long millis : List.of(0L, 999L, 1_000L, 1_700_000_000_000L, 4_000_000_000_000L)) {
            ids.add(BackupId.at(Instant.ofEpochMilli(millis)));
        }

        assertThat(ids).isSorted();
        assertThat(ids).allSatisfy(id -> assertThat(BackupId.parse(id.text())).contains(id));
        assertThat(BackupId.parse("../../etc")).isEmpty();
    }

    @Test
    void aFileIsCopiedWithItsFacts() throws IOException {
        Path config = Files.write(root.resolve("config.yml"), new byte[] {0, 13, 10, (byte) 0xFF});
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(config, FileTime.from(Instant.parse("2020-02-02T02:02:02Z")));

        StoredBackup made = backups().make(new FileCopy(config));

        Part part = made.manifest().orElseThrow().parts().get(0);
        assertThat(part.source()).isEqualTo("config.yml");
        assertThat(part.facts()).containsEntry("mode", "rw-r-----").containsEntry("modified", "2020-02-02T02:02:02Z");
        assertThat(made.folder().resolve("file-1-config.yml")).hasBinaryContent(new byte[] {0, 13, 10, (byte) 0xFF});
    }

    @Test
    void aManifestReadsBackAsItWasWritten() throws IOException {
        BackupRequest request = new BackupRequest(
                List.of(file("a", "1"), new FileCopy(root.resolve("not there"))),
                Manifest.Reason.RUN,
                Optional.of("run \"1\""),
                Optional.of("2.0.0"),
                Map.of("schema:database", "12", "config:c.yml", "1.0.0"),
                true,
                "0.1",
                Backups.HOME);

        StoredBackup made = backups().maker().make(request);

        assertThat(backups().store().list()).containsExactly(made);
        assertThat(made.manifest().orElseThrow().parts().get(1).facts()).containsEntry("absent", "true");
    }

    @Test
    void aSqliteDatabaseIsCopiedWithWhatLiesInItsLogAndWithoutTheLock() {
        SchemaProject project = new SchemaProject(root, "sqlite:" + root.resolve("app.db") + "?journal_mode=wal");
        project.file("1_a.up.sql", "CREATE TABLE a (x text);").up();
        project.execute("INSERT INTO a VALUES ('kept')");
        project.execute("UPDATE migration_lock SET owner = 'somebody'");

        StoredBackup made = backups().make(Backups.copy(project));

        assertThat(made.folder().toFile().list())
                .containsExactlyInAnyOrder("database.sqlite", "manifest.json", "manifest.json.sha256", "outline.json");
        SchemaProject copy = new SchemaProject(root, "sqlite:" + made.folder().resolve("database.sqlite"));
        assertThat(copy.query("SELECT x FROM a")).isEqualTo("kept");
        assertThat(copy.query("SELECT owner FROM migration_lock")).isEmpty();
    }

    @Test
    void aSqliteCopyThatIsDamagedInsideIsRefused() throws IOException {
        SchemaProject project = new SchemaProject(root, "sqlite:" + root.resolve("app.db"));
        project.execute("CREATE TABLE a (x text)");
        project.execute("INSERT INTO a SELECT hex(randomblob(400)) FROM"
                + " (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) SELECT i FROM n)");
        byte[] bytes = Files.readAllBytes(root.resolve("app.db"));
        bytes[8192] = 99;
        Files.write(root.resolve("app.db"), bytes);

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups().make(Backups.copy(project)))
                .withMessageContaining("integrity check");
        assertThat(backups().contents()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(root.resolve("a file"), "");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> new Backups(file.resolve("backups")).make(file("a", "1")))
                .withMessageContaining("cannot write to the folder of backups, " + file)
                .satisfies(
                        failure -> assertThat(failure.nextStep().orElseThrow()).contains("backup.directory"));
    }

    @Test
    void aSourceThatNeedsMoreThanTheDiskHasIsNotBegun() {
        BackupSource huge = new FailingSource(Long.MAX_VALUE / 2);

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups().make(huge))
                .withMessageMatching("the disk has .* free and the backup may need .* TB: .*");
        assertThat(backups().contents()).isEmpty();
    }

    @Test
    void aFailureHalfWayLeavesNothing() throws IOException {
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups().make(file("a", "1"), new FailingSource(0)))
                .withMessage("no");
        assertThat(backups().contents()).isEmpty();
    }

    @Test
    void whatAKilledRunLeftIsNeverListedAndIsRemovedLater() throws IOException {
        backups().make(file("a", "1"));
        Path remains = Files.createDirectory(root.resolve("backups/.partial-20200101T000000000Z-aaaa"));
        Files.writeString(remains.resolve(".in-use"), "");
        Files.writeString(remains.resolve("database.dump"), "half");

        assertThat(backups().store().list()).hasSize(1);
        backups().make(file("a", "2"));
        assertThat(backups().contents()).hasSize(2).noneMatch(name -> name.startsWith(".partial"));
    }

    @Test
    void whatAnotherIsMakingIsLeftAlone() throws IOException {
        try (StagedBackup other = backups().store().begin(BackupId.at(Instant.now()))) {
            backups().make(file("a", "1"));

            assertThat(other.folder()).exists();
        }
        assertThat(backups().contents()).hasSize(1);
    }

    @Test
    void anUnknownBackupIsAUsageError() throws IOException {
        backups().make(file("a", "1"));

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> backups().store().find("../etc"))
                .withMessage("there is no backup ../etc");
        assertThat(backups().store().find("latest").manifest()).isPresent();
    }

    @Test
    void pruningKeepsTheNewestOnes() throws IOException {
        List<BackupId> made = make(4);

        prune(new Retention(Optional.of(2), Optional.empty()), Set.of());

        assertThat(ids()).containsExactly(made.get(3), made.get(2));
    }

    @Test
    void pruningNeverRemovesTheNewestSoundOne() throws IOException {
        List<BackupId> made = make(3);
        for (BackupId id : made.subList(1, 3)) {
            Backups.flipByte(backups().store().directory().resolve(id.text()).resolve("file-1-a"));
        }

        prune(new Retention(Optional.of(1), Optional.empty()), Set.of());
        assertThat(ids()).containsExactly(made.get(2), made.get(0));

        prune(new Retention(Optional.of(0), Optional.of(0)), Set.of());
        assertThat(ids()).containsExactly(made.get(0));
    }

    @Test
    void pruningKeepsWhatAnUnfinishedRunNeeds() throws IOException {
        List<BackupId> made = make(3);

        prune(
                new Retention(Optional.of(1), Optional.empty()),
                Set.of(made.get(0).text()));

        assertThat(ids()).containsExactly(made.get(2), made.get(0));
    }

    private List<BackupId> make(int count) throws IOException {
        List<BackupId> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(backups().make(file("a", "text " + i)).id());
        }
        return made;
    }

    private void prune(Retention retention, Set<String> needed) {
        retention.apply(
                backups().store(),
                Backups.HOME,
                Backups.verifier(),
                needed,
                backups().cancellation());
    }

    private List<BackupId> ids() {
        return backups().store().list().stream().map(StoredBackup::id).toList();
    }

    private record FailingSource(long estimate) implements BackupSource {
        @Override
        public Part save(Staging staging) {
            throw new BackupException("no");
        }
    }
}
