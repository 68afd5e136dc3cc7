package dev.aicli.migrate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this program, as the build wrote it down. */
final class ToolVersion {
    private static final String RESOURCE = "/dev/aicli/migrate/cli/version.txt";

    private ToolVersion() {}

    static String text() {
        try (InputStream resource = ToolVersion.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the program was built without " + RESOURCE);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
