package dev.aicli.migrate.schema.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of {@code src/test/resources/sql/<dialect>}: {@code input.sql}, {@code expected.txt}, and
 * {@code not-executed.txt} with the reason when the input is not to be run on a server. Folders that begin with
 * {@code goose} are read with goose's markers.
 */
record GoldenScript(SqlDialect dialect, Path folder) {
    private static final Path ROOT = Path.of("src/test/resources/sql");

    static List<GoldenScript> of(SqlDialect dialect) {
        try (var folders = Files.list(ROOT.resolve(dialect.name()))) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(folder -> new GoldenScript(dialect, folder))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<GoldenScript> executable(SqlDialect dialect) {
        return of(dialect).stream().filter(GoldenScript::isExecutable).toList();
    }

    private boolean isExecutable() {
        return !Files.exists(folder.resolve("not-executed.txt")) && !expected().contains("\nerror ");
    }

    ScriptOptions options() {
        ScriptOptions options = ScriptOptions.defaults();
        return folder.getFileName().toString().startsWith("goose") ? options.withGooseMarkers() : options;
    }

    byte[] input() {
        try {
            return Files.readAllBytes(folder.resolve("input.sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String expected() {
        try {
            Path file = folder.resolve("expected.txt");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void expect(String listing) {
        try {
            Files.writeString(folder.resolve("expected.txt"), listing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return dialect.name() + "/" + folder.getFileName();
    }
}
