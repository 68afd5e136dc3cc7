package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.platform.Databases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationFolderTest {
    @TempDir
    Path root;

    private MigrationFolderTest file(String name, String text) throws IOException {
        Path file = root.resolve("migrations").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    private MigrationFolder folder() {
        return MigrationFolder.of(
                MigrationLocations.of(root.resolve("migrations")), "postgresql", Databases.names(), root);
    }

    private List<String> labels() {
        return folder().read().stream().map(Migration::label).toList();
    }

    private static String text(Script script) throws IOException {
        return new String(script.open().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void pairsAreFoundByNumberInAnyFolderBelow() throws IOException {
        file("010_last.up.sql", "SELECT 1").file("010_last.down.sql", "SELECT 2");
        file("2024/9_with some spaces.up.sql", "SELECT 1").file("20250101120000_at.a.time.UP.SQL", "SELECT 1");
        assertThat(labels()).containsExactly("9 with some spaces", "10 last", "20250101120000 at.a.time");
        Migration last = folder().read().get(1);
        assertThat(last.up().orElseThrow().name()).isEqualTo("migrations/010_last.up.sql");
        assertThat(text(last.down().orElseThrow())).isEqualTo("SELECT 2");
    }

    @Test
    void aFolderOfTheDatabasesOwnIsReadAlone() throws IOException {
        file("1_all.up.sql", "SELECT 1")
                .file("postgresql/1_own.up.sql", "SELECT 1")
                .file("sqlite/1_other.up.sql", "");
        assertThat(labels()).containsExactly("1 own");
    }

    @Test
    void anotherDatabasesFolderIsNoPartOfTheSharedOne() throws IOException {
        file("1_all.up.sql", "SELECT 1").file("sqlite/1_other.up.sql", "SELECT 1");
        assertThat(labels()).containsExactly("1 all");
    }

    @Test
    void otherFilesAndHiddenOnesArePassedOver() throws IOException {
        file("README.md", "")
                .file("1_a.up.sql.bak", "")
                .file(".hidden/1_a.up.sql", "")
                .file("._1_a.up.sql", "");
        assertThat(labels()).isEmpty();
    }

    @Test
    void aDotTooManyIsToleratedWithAWarning() throws IOException {
        file("1_a.up..sql", "SELECT 1");
        MigrationFolder folder = folder();
        assertThat(folder.read()).hasSize(1);
        assertThat(folder.warnings()).hasSize(1).first().asString().contains("1_a.up..sql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.sql", "1_no_direction.sql", "_1.up.sql", "v1_a.up.sql"})
    void anSqlFileThatIsNoMigrationIsAnError(String name) throws IOException {
        file(name, "SELECT 1");
        assertThatThrownBy(this::labels).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.INVALID);
            assertThat(e.location().orElseThrow()).hasToString("migrations/" + name);
        });
    }

    @Test
    void twoFilesOfOneVersionAreAnErrorThatNamesBoth() throws IOException {
        file("1_a.up.sql", "").file("001_b.up.sql", "");
        assertThatThrownBy(this::labels)
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("1_a.up.sql")
                .hasMessageContaining("001_b.up.sql");
    }

    @Test
    void aMissingFolderIsEmptyAndCanBeAskedFor() {
        assertThat(labels()).isEmpty();
        assertThatThrownBy(() -> folder().requireExists())
                .isInstanceOfSatisfying(
                        MigrateException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void gooseSectionsKeepTheLinesOfTheirFile() throws IOException {
        file("3_g.sql", "-- header\n-- +goose UP\nSELECT 1;\n\n-- +goose   down\nSELECT 2;\n");
        Migration goose = folder().read().get(0);
        Script up = goose.up().orElseThrow();
        assertThat(up.firstLine()).isEqualTo(2);
        assertThat(text(up)).isEqualTo("\nSELECT 1;\n\n");
        assertThat(goose.down().orElseThrow().firstLine()).isEqualTo(5);
        assertThat(text(goose.down().orElseThrow())).isEqualTo("\nSELECT 2;\n");
    }

    @Test
    void gooseWithoutTransactionHoldsForBothSections() throws IOException {
        file("3_g.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;");
        Migration goose = folder().read().get(0);
        assertThat(text(goose.up().orElseThrow())).startsWith("-- +goose NO TRANSACTION\n");
        assertThat(text(goose.down().orElseThrow())).startsWith("-- +goose NO TRANSACTION\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- +goose Up\n-- +goose Up\n",
                "-- +goose Down\n-- +goose Up\n",
                "-- +goose Up\n-- +goose Down\n-- +goose Down\n",
                "-- +goose Up\n-- +goose ENVSUB ON\n",
                "-- +goose Up\nSELECT 1;\n-- +goose Dwon\nDROP TABLE t;\n",
                "-- a header\nDROP TABLE t;\n-- +goose Up\nSELECT 1;\n"
            })
    void malformedGooseFilesAreErrorsWithALine(String text) throws IOException {
        file("3_g.sql", text);
        assertThatThrownBy(this::labels)
                .isInstanceOfSatisfying(
                        MigrateException.class,
                        e -> assertThat(e.location().orElseThrow().line()).isGreaterThan(1));
    }

    @Test
    void theByteChecksumOfASectionIsThatOfItsFile() throws IOException {
        file("3_g.sql", "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;");
        file("4_p.up.sql", "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;");
        List<Migration> migrations = folder().read();
        assertThat(migrations.get(0).up().orElseThrow().byteChecksum())
                .isEqualTo(migrations.get(0).down().orElseThrow().byteChecksum())
                .isEqualTo(migrations.get(1).up().orElseThrow().byteChecksum());
    }

    private List<Migration> read(MigrationLocations locations) {
        return MigrationFolder.of(locations, "postgresql", Databases.names(), root)
                .read();
    }

    private MigrationLocations excluding(String... patterns) {
        return new MigrationLocations(List.of(root.resolve("migrations")), true, List.of(patterns));
    }

    private void refuses(String name, String... parts) {
        assertThatThrownBy(this::labels).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.INVALID);
            assertThat(e.location().orElseThrow()).hasToString("migrations/" + name);
            assertThat(e).hasMessageContainingAll(parts);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "pg", "pgsql", "PostgreSQL"})
    void aDatabasesFolderMayHaveAnyOfItsNames(String name) throws IOException {
        file("1_all.up.sql", "").file(name + "/1_own.up.sql", "").file("sqlite3/1_other.up.sql", "");
        // On a file system that tells case apart, only the names as databases write them count.
        assertThat(labels()).containsExactly(name.equals("PostgreSQL") ? "1 all" : "1 own");
    }

    @Test
    void aFileMaySayWhichDatabaseItIsForAndThenGoesBeforeOneForAny() throws IOException {
        file("1_a.up.sql", "any").file("1_a.postgres.up.sql", "own").file("1_a.mysql.up.sql", "other");
        file("1_a.down.sql", "any").file("1_a.down.sqlite3.sql", "other");
        file("2_b.sqlite3.up.sql", "other").file("3_c.sqlite.sql", "-- +goose Up\n");
        file("4_d.pg.sql", "-- +goose Up\nSELECT 1;\n").file("V5__e.postgresql.SQL", "SELECT 1");
        List<Migration> read = folder().read();
        assertThat(labels()).containsExactly("1 a", "4 d", "5 e");
        assertThat(text(read.get(0).up().orElseThrow())).isEqualTo("own");
        assertThat(text(read.get(0).down().orElseThrow())).isEqualTo("any");
    }

    @Test
    void twoFilesForOneDatabaseAreAnErrorAsTwoForAnyAre() throws IOException {
        file("1_a.postgres.up.sql", "").file("1_a.pg.up.sql", "");
        refuses("1_a.postgres.up.sql", "two files are version 1 up", "1_a.pg.up.sql");
    }

    @Test
    void whatIsExcludedIsPassedOver() throws IOException {
        file("1_a.up.sql", "").file("testdata/notes.sql", "").file("x/testdata/1_b.up.sql", "");
        file("drafts/9_z.up.sql", "").file("drafts/keep/2_c.up.sql", "").file("3_x.go", "");
        assertThat(read(excluding("testdata/", "drafts/*.sql", "*.go")).stream().map(Migration::label))
                .containsExactly("1 a", "2 c");
        assertThat(read(excluding("testdata", "drafts", "3_x.*"))).hasSize(1);
    }

    @Test
    void severalFoldersAreOneListOfMigrations() throws IOException {
        file("1_a.up.sql", "").file("../more/2_b.up.sql", "").file("../more/sqlite/3_c.up.sql", "");
        MigrationLocations both =
                new MigrationLocations(List.of(root.resolve("migrations"), root.resolve("more")), true, List.of());
        assertThat(read(both).stream().map(Migration::label)).containsExactly("1 a", "2 b");
        file("../more/01_again.up.sql", "");
        assertThatThrownBy(() -> read(both))
                .hasMessageContainingAll("two files are version 1 up", "migrations/1_a.up.sql", "more/01_again.up.sql");
    }

    @ParameterizedTest
    @CsvSource({
        "2_backfill.go, Go",
        "sub/V2__Backfill.java, Java",
        "20240101120000_add_users.rb, Ruby",
        "0001_initial.py, Python",
        "20240101_x.ts, TypeScript",
        "R__views.py, Python"
    })
    void aStepInCodeIsNamed(String name, String language) throws IOException {
        file("1_a.up.sql", "SELECT 1").file(name, "").file("helpers.go", "").file("2_backfill_test.go", "");
        refuses(name, "a step is written in " + language, "migrations/" + name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "20240101_init/migration.sql | SELECT 1                    | Prisma",
                "2024-01-01-000000_a/up.sql  | SELECT 1                    | diesel",
                "20240101_a.sql              | -- migrate:up               | dbmate",
                "a.sql                       | --liquibase formatted sql   | Liquibase",
                "1_a.sql                     | -- +migrate Up              | sql-migrate"
            })
    void theFilesOfAnotherToolAreNamedByIt(String name, String text, String tool) throws IOException {
        file(name, text);
        refuses(name, tool);
    }

    @ParameterizedTest
    @CsvSource({"atlas.sum, 1_a.sql, Atlas", "sqitch.plan, deploy/a.sql, sqitch"})
    void theFolderOfAnotherToolIsNamedByIt(String mark, String name, String tool) throws IOException {
        file(mark, "").file(name, "SELECT 1");
        refuses(name, tool);
    }

    @Test
    void aFolderOfAnotherToolWithoutSqlIsNoEmptyOne() throws IOException {
        file("script.py.mako", "").file("versions/1a2b_users.py", "");
        assertThatThrownBy(this::labels).isInstanceOf(MigrateException.class).hasMessageContaining("Alembic");
    }

    @Test
    void aLinkToAnotherFileOfSqlIsFollowed() throws IOException {
        Files.createDirectories(root.resolve("migrations"));
        file("../shared/users.sql", "SELECT 1");
        Files.createSymbolicLink(root.resolve("migrations/1_a.up.sql"), root.resolve("shared/users.sql"));
        assertThat(labels()).containsExactly("1 a");
    }

    @Test
    void aLinkToWhatIsNoSqlIsRefusedBeforeItIsRead() throws IOException {
        Files.createDirectories(root.resolve("migrations"));
        file("../secrets.txt", "password");
        Files.createSymbolicLink(root.resolve("migrations/1_a.up.sql"), root.resolve("secrets.txt"));
        refuses("1_a.up.sql", "is a link to", "secrets.txt");
    }

    @Test
    void aDanglingLinkAFolderAndACircleAreNamed() throws IOException {
        Path folder = Files.createDirectories(root.resolve("migrations"));
        Path link = Files.createSymbolicLink(folder.resolve("1_a.up.sql"), Path.of("gone.sql"));
        refuses("1_a.up.sql", "is a link to gone.sql", "no file");
        Files.delete(link);
        Files.createDirectory(folder.resolve("2_b.up.sql"));
        refuses("2_b.up.sql", "a folder");
        Files.delete(folder.resolve("2_b.up.sql"));
        link = Files.createSymbolicLink(folder.resolve("3_c.up.sql"), Path.of("3_c.up.sql"));
        assertThatThrownBy(this::labels).hasMessage("cannot read migrations/3_c.up.sql: its links lead in a circle");
        Files.delete(link);
        Files.createSymbolicLink(folder.resolve("sub"), Path.of("."));
        assertThatThrownBy(this::labels).hasMessageContaining("the link migrations/sub leads back");
    }

    @Test
    void aPipeIsRefusedAndNotWaitedFor() throws Exception {
        Path folder = Files.createDirectories(root.resolve("migrations"));
        Process made = new ProcessBuilder("mkfifo", folder.resolve("1_a.up.sql").toString()).start();
        assertThat(made.waitFor()).isZero();
        refuses("1_a.up.sql", "a device, pipe or socket");
    }

    @Test
    void aFolderThatSomebodyNamedHasToBeThere() {
        MigrationFolder.of(
                        new MigrationLocations(List.of(root.resolve("nosuch")), false, List.of()),
                        "sqlite",
                        Databases.names(),
                        root)
                .requireNamedExist();
        MigrationFolder named =
                MigrationFolder.of(MigrationLocations.of(root.resolve("nosuch")), "sqlite", Databases.names(), root);
        assertThatThrownBy(named::requireNamedExist)
                .isInstanceOfSatisfying(
                        MigrateException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
    }
}
