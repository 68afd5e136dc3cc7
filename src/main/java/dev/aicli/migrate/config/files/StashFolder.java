package dev.aicli.migrate.config.files;

import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.config.operation.StashJson;
import dev.aicli.migrate.model.MigrationFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What runs kept for the way back: a file for each run, a line for each step. It may hold secrets; history only knows
 * the file's name and the line's number.
 */
public final class StashFolder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String SUFFIX = ".stash.jsonl";

    private final PrivateFolder folder;
    private final Map<String, List<String>> read = new HashMap<>();

    public StashFolder(Path folder) {
        this.folder = new PrivateFolder(folder);
    }

    /** {@return the name of a run's file} */
    public static String name(String runId) {
        return runId + SUFFIX;
    }

    /** {@return a stash as a line} */
    public static String line(Stash stash) {
        return StashJson.write(stash);
    }

    /** Writes a run's file. */
    void write(String runId, List<String> lines) throws IOException {
        folder.write(name(runId), lines);
    }

    void delete(String runId) throws IOException {
        Files.deleteIfExists(folder.resolve(name(runId)));
    }

    /** {@return what was kept there; empty when the file was lost} */
    public Optional<Stash> find(String name, int line) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        List<String> lines = read.computeIfAbsent(name, this::lines);
        if (line < 0 || line >= lines.size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StashJson.read(lines.get(line)));
        } catch (UncheckedIOException e) {
            throw damaged(name, e);
        }
    }

    private List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(folder.resolve(name), StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
            return lines;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw damaged(name, e);
        }
    }

    private MigrationFailedException damaged(String name, Exception e) {
        MigrationFailedException exception = new MigrationFailedException(
                "what an earlier run kept for the way back cannot be read: " + folder.resolve(name), e);
        exception.next("see that this user may read it; moved elsewhere, the way back goes on without it as far as"
                + " that is possible");
        return exception;
    }
}
