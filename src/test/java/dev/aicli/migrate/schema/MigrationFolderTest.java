package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        return MigrationFolder.of(root.resolve("migrations"), "postgresql", root);
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
}
