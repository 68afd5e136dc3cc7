package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native library of SQLite's driver is unpacked once a user, and never loaded from where others may write. */
class SqliteLibraryIT {
    @TempDir
    private Path directory;

    private Path cache;

    @BeforeEach
    void project() throws IOException {
        cache = Files.createDirectories(directory.resolve("home/cache"));
        Files.writeString(directory.resolve("aicli.yml"), "database: {url: 'sqlite:app.db'}\n");
    }

    private void worksAsEver() throws IOException, InterruptedException {
        PackagedProgram.Result result = PackagedProgram.run(
                directory, Map.of("XDG_CACHE_HOME", cache.toString()), "migrate", "status", "--output", "json");
        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(result.output()).contains("\"pending\"");
    }

    private List<Path> cachedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void isUnpackedOnce() throws Exception {
        worksAsEver();
        List<Path> files = cachedFiles();
        assertThat(files).hasSize(1);
        Object written = Files.getLastModifiedTime(files.get(0));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(files.get(0).getParent())))
                .isEqualTo("rwx------");
        worksAsEver();
        assertThat(cachedFiles()).isEqualTo(files);
        assertThat(Files.getLastModifiedTime(files.get(0))).isEqualTo(written);
    }

    @Test
    void isNotLoadedFromWhereOthersMayWrite() throws Exception {
        worksAsEver();
        Path library = cachedFiles().get(0);
        // Were it loaded, its damage would show.
        Files.write(library, new byte[] {0x7f, 'E', 'L', 'F'});
        Files.setPosixFilePermissions(library.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        worksAsEver();
    }

    @Test
    void thatDoesNotLoadIsNotNeeded() throws Exception {
        worksAsEver();
        Files.writeString(cachedFiles().get(0), "no library");
        worksAsEver();
    }

    @Test
    void needsNoCache() throws Exception {
        cache = directory.resolve("missing/folder");
        worksAsEver();
        assertThat(directory.resolve("missing")).doesNotExist();
    }
}
