package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is killed while a hook runs leaves no process behind. */
class KilledHookIT {
    @TempDir
    private Path directory;

    private long pid(String file) throws IOException {
        return Long.parseLong(Files.readString(directory.resolve(file)).strip());
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void aHookThatIgnoresSigtermEndsWithItsChildrenWhenTheProgramIsKilled() throws Exception {
        Files.writeString(
                Files.createDirectory(directory.resolve("migrations")).resolve("1_a.up.sql"),
                "CREATE TABLE a (x int);");
        Files.writeString(directory.resolve("aicli.yml"), "database: {url: 'sqlite:app.db'}\n");
        Path hook =
                Files.createDirectories(directory.resolve("hooks/before-run.d")).resolve("stubborn");
        Files.writeString(
                hook, "#!/bin/sh\ntrap '' TERM\nsleep 600 & echo $! > child\necho $$ > hook\nwhile :; do wait; done\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        Process program = PackagedProgram.start(directory, Map.of(), "migrate", "up");
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> Files.exists(directory.resolve("hook"))
                        && !Files.readString(directory.resolve("hook")).isBlank());
        assertThat(alive(pid("hook"))).isTrue();
        assertThat(alive(pid("child"))).isTrue();

        program.destroyForcibly();
        program.waitFor();

        await().atMost(60, TimeUnit.SECONDS).until(() -> !alive(pid("hook")) && !alive(pid("child")));
    }
}
