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

class FlywayFormatTest {
    @TempDir
    Path root;

    private FlywayFormatTest file(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
        return this;
    }

    private List<Migration> read() {
        return MigrationFolder.of(MigrationLocations.of(root), "postgresql", Databases.names(), root)
                .read();
    }

    private static String text(Script script) throws IOException {
        return new String(script.open().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "V1__first_one.sql, 1 first one",
        "V1_2__x.sql, 1.2 x",
        "V01.002.3__x__y.sql, 1.2.3 x  y",
        "V20240131120000__x.sql, 20240131120000 x",
        "V7__.sql, 7",
        "V7.sql, 7"
    })
    void versionsAreNumbersWithDotsOrUnderscores(String name, String label) throws IOException {
        file(name, "SELECT 1;");
        assertThat(read()).hasSize(1);
        assertThat(read().get(0).label()).isEqualTo(label);
    }

    @Test
    void undoIsTheWayBackAndVersionsAreComparedPartByPart() throws IOException {
        file("V2__b.sql", "SELECT 2;").file("U2__b.sql", "SELECT -2;");
        file("V1_10__ten.sql", "SELECT 110;").file("V1_9__nine.sql", "SELECT 19;");
        List<Migration> migrations = read();
        assertThat(migrations).extracting(Migration::label).containsExactly("1.9 nine", "1.10 ten", "2 b");
        assertThat(text(migrations.get(2).down().orElseThrow())).isEqualTo("SELECT -2;");
        assertThat(migrations.get(0).down()).isEmpty();
    }

    @Test
    void itsSettingsAreFollowed() throws IOException {
        file("V1__a.sql", "\uFEFFSELECT '${x}';\nSELECT 2;")
                .file("V1__a.sql.conf", "# why\nexecuteInTransaction=false\nplaceholderReplacement = FALSE\n");
        file("V2__b.sql", "SELECT '$${\"json\": 1}';").file("V2__b.sql.conf", "executeInTransaction=true");
        List<Migration> migrations = read();
        Script first = migrations.get(0).up().orElseThrow();
        assertThat(text(first)).isEqualTo("-- aicli: no-transaction\nSELECT '${x}';\nSELECT 2;");
        assertThat(first.firstLine()).isZero();
        assertThat(text(migrations.get(1).up().orElseThrow())).isEqualTo("SELECT '$${\"json\": 1}';");
    }

    @Test
    void aPlaceholderIsRefusedAtItsPlace() throws IOException {
        file("V1__a.sql", "SELECT 1;\nSELECT 'é', '$a', '${flyway:user}';");
        assertThatThrownBy(this::read).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e).hasMessageContaining("${flyway:user}");
            assertThat(e.location().orElseThrow().toString()).isEqualTo("V1__a.sql:2:20");
            assertThat(e.exitCode()).isEqualTo(ExitCode.INVALID);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"R__views.sql", "B5__all.sql"})
    void whatHasNoPlaceOfItsOwnIsRefused(String name) throws IOException {
        file("V1__a.sql", "SELECT 1;").file(name, "SELECT 1;");
        assertThatThrownBy(this::read)
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("not carried out")
                .satisfies(e -> assertThat(
                                ((MigrateException) e).location().orElseThrow().file())
                        .isEqualTo(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "executeInTransaction=maybe",
                "encoding=ISO-8859-1",
                "shouldExecute=${x}",
                "placeholders.x=1",
                "broken=\\u00"
            })
    void settingsThatCannotBeFollowedAreErrors(String setting) throws IOException {
        file("V1__a.sql", "SELECT 1;").file("V1__a.sql.conf", setting);
        assertThatThrownBy(this::read)
                .isInstanceOf(MigrateException.class)
                .satisfies(e -> assertThat(
                                ((MigrateException) e).location().orElseThrow().file())
                        .isEqualTo("V1__a.sql.conf"));
    }
}
