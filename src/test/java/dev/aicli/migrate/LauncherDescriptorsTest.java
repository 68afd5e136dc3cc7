package dev.aicli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.cli.PackagedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher where whoever starts it has closed standard descriptors; the program is one that tells which are. */
class LauncherDescriptorsTest {
    @TempDir
    Path checkout;

    @BeforeEach
    void aCheckoutWithABinary() throws IOException {
        for (String file : List.of("aicli-web", "launcher/prerequisites.sh", "launcher/build.sh", "pom.xml")) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.copy(Path.of(file), checkout.resolve(file));
        }
        Files.createDirectories(checkout.resolve("target"));
        executable("target/aicli-web-1-runner", """
                #!/bin/sh
                closed=
                for n in 0 1 2; do [ -e /proc/$$/fd/$n ] || closed="$closed $n"; done
                echo "closed:$closed" >told
                """);
        executable("aicli-web", Files.readString(checkout.resolve("aicli-web")));
    }

    private void executable(String name, String text) throws IOException {
        Path file = Files.writeString(checkout.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<&-", ">&-", "2>&-", "<&- 2>&-", "<&- >&- 2>&-"})
    void noNumberIsLeftToTheFirstFileThatIsOpened(String closed) throws Exception {
        PackagedProgram.Result result =
                PackagedProgram.runCommand(List.of("sh", "-c", "./aicli-web " + closed), checkout, Map.of());

        assertThat(checkout.resolve("told")).hasContent("closed:");
        assertThat(result.error()).isEmpty();
    }
}
