package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of a SQLite database: made once, by whoever comes first, and nobody's to delete. */
class SqliteFileIT {
    @TempDir
    private Path directory;

    /** What another process has put into it between the creation and the deletion would be gone. */
    @Test
    void isNeverMadeTwiceOrDeleted() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("data"));
        Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(directory.resolve("migrations/1_t.up.sql"), "CREATE TABLE t (id INTEGER);");
        Files.writeString(directory.resolve("migrations/1_t.down.sql"), "DROP TABLE t;");
        Files.writeString(directory.resolve("aicli.yml"), "database: { url: 'sqlite:data/app.db' }\n");

        List<String> events;
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            run("migrate", "status");
            run("migrate", "dry-run");
            run("migrate", "up");
            run("migrate", "down", "--yes");
            run("backup", "create");
            run("backup", "verify", "latest", "--restore");
            run("backup", "restore", "latest", "--yes");
            run("backup", "restore", "latest", "--into", "sqlite:data/other.db");
            run("db", "create");
            run("migrate", "up", "--create-database");
            events = events(watch, folder);
        }

        assertThat(events)
                .containsOnlyOnce("ENTRY_CREATE app.db")
                .doesNotContain("ENTRY_DELETE app.db", "ENTRY_DELETE other.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.db", "a?mode=ro.db", "50%25.db", "käse#1.db", "a&b=c;d.db", "file:x.db"})
    void mayHaveAnyName(String name) throws Exception {
        Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(directory.resolve("migrations/1_t.up.sql"), "CREATE TABLE t (id INTEGER);");
        String written = name.replace("%", "%25").replace("?", "%3F");

        Cli.Result result = new Cli(directory)
                .environment(Map.of("AICLI_DATABASE_URL", "sqlite://" + directory + "/" + written))
                .run("migrate", "up");

        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(directory.resolve(name)).exists();
    }

    private void run(String... arguments) {
        Cli.Result result = new Cli(directory).run(arguments);
        assertThat(result.exitCode()).as(result.error()).isZero();
    }

    /** Events come in order: all that happened before a last file appears is among them. */
    private static List<String> events(WatchService watch, Path folder) throws IOException, InterruptedException {
        Files.createFile(folder.resolve("last"));
        List<String> events = new ArrayList<>();
        while (!events.contains("ENTRY_CREATE last")) {
            WatchKey key = watch.take();
            for (WatchEvent<?> event : key.pollEvents()) {
                events.add(event.kind() + " " + event.context());
            }
            key.reset();
        }
        return events;
    }
}
