package dev.aicli.migrate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The repository's own project, with its releases, migrations and sample files, in a folder for a test. */
public final class SampleProject {
    private SampleProject() {}

    /** Copies the project, and sample configuration files beside it. */
    public static void copyTo(Path directory) throws IOException {
        for (String file : new String[] {"aicli.yml", "releases.yml"}) {
            Files.copy(Path.of(file), directory.resolve(file));
        }
        for (String file : new String[] {"config.yml", ".env"}) {
            Files.copy(Path.of("examples", file), directory.resolve(file));
        }
        for (String folder : new String[] {"migrations", "config-migrations"}) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.toList()) {
                    Files.copy(file, directory.resolve(file.toString()));
                }
            }
        }
    }
}
