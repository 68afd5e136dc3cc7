package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.platform.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationSourcesTest {
    private static final int FILES = 700;

    @TempDir
    Path directory;

    private MigrationSources sources;

    @BeforeEach
    void aFolderOfManyFiles() throws IOException {
        for (int i = 1; i <= FILES; i++) {
            write(i, "SELECT " + i + ";" + " ".repeat(i * 29 % 20_000));
        }
        sources = new MigrationSources(
                MigrationFolder.of(MigrationLocations.of(directory), "postgresql", Databases.names(), directory));
    }

    private Path write(int version, String text) throws IOException {
        return Files.writeString(directory.resolve(version + "_step.up.sql"), text);
    }

    private List<Script> scripts() {
        return sources.migrations().stream()
                .map(Migration::up)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Optional<String>> asTheyLieThere(List<Script> scripts) throws IOException {
        List<Optional<String>> checksums = new ArrayList<>();
        for (Script script : scripts) {
            checksums.add(Optional.of(Sha256.of(Files.readAllBytes(((FileScript) script).path()))));
        }
        return checksums;
    }

    @Test
    void theBytesThatWereReadAheadAreThoseOfTheFiles() throws IOException {
        sources.readAheadWithChecksums();

        List<Script> some = new ArrayList<>(scripts().subList(0, FILES - 100));
        Collections.shuffle(some, new Random(1));

        assertThat(sources.byteChecksums(some)).isEqualTo(asTheyLieThere(some));
    }

    @Test
    void whoLooksAgainSeesWhatIsThereNow() throws IOException {
        sources.readAheadWithChecksums();
        List<Script> scripts = scripts();
        sources.byteChecksums(scripts);

        write(3, "SELECT 4;");

        assertThat(sources.byteChecksums(scripts)).isEqualTo(asTheyLieThere(scripts));
    }

    @Test
    void nothingNeedsToBeReadAhead() throws IOException {
        assertThat(sources.byteChecksums(scripts())).isEqualTo(asTheyLieThere(scripts()));
        sources.readAheadWithChecksums();
        assertThat(sources.byteChecksums(scripts())).isEqualTo(asTheyLieThere(scripts()));
    }

    @Test
    void aFileThatIsGoneHasNone() throws IOException {
        List<Script> scripts = scripts();
        Files.delete(directory.resolve("1_step.up.sql"));

        assertThat(ChecksumsAhead.ofUpScripts(sources.migrations()).take(scripts))
                .startsWith(Optional.empty(), Optional.of(scripts.get(1).byteChecksum()));
    }

    @Test
    void whatIsWrongWithTheFolderIsSaidToWhoAsks() throws IOException {
        Files.writeString(directory.resolve("no migration.sql"), "SELECT 1;");
        sources.readAheadWithChecksums();

        assertThatThrownBy(sources::migrations).isInstanceOf(ValidationException.class);
    }
}
