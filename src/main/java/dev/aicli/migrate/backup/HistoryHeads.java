package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.HeadMemory;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.KnownHead;
import dev.aicli.migrate.model.InstantText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the histories of a project ended, in a file beside its backups: a line for each database, its values apart by
 * tabs. Who cannot read or write it goes without.
 */
public final class HistoryHeads implements HeadMemory {
    private static final String FILE = "history.heads";
    private static final int VALUES = 5;

    private final Path directory;
    private final String key;

    public HistoryHeads(Path directory, Database database, HistoryNames names) {
        this.directory = directory;
        this.key = (database.address() + " " + names.history()).replaceAll("[\\t\\r\\n]", " ");
    }

    /** Forgets all of them: a database is about to be brought back to an earlier state. */
    static void forgetAll(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(FILE));
        } catch (IOException e) {
            // The next command says that rows are gone, and how to say that this was meant.
        }
    }

    @Override
    public Optional<KnownHead> recall() {
        return lines().stream()
                .map(line -> line.split("\t", -1))
                .filter(values -> values.length == VALUES && values[0].equals(key))
                .findFirst()
                .flatMap(HistoryHeads::head);
    }

    private static Optional<KnownHead> head(String[] values) {
        try {
            return Optional.of(
                    new KnownHead(values[1], Long.parseLong(values[2]), values[3], InstantText.parse(values[4])));
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private List<String> lines() {
        try {
            Path file = directory.resolve(FILE);
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public void remember(KnownHead head) {
        List<String> lines = others();
        lines.add(String.join(
                "\t", key, head.database(), Long.toString(head.rows()), head.hash(), InstantText.of(head.startedAt())));
        write(lines);
    }

    @Override
    public void forget() {
        write(others());
    }

    private List<String> others() {
        return new ArrayList<>(
                lines().stream().filter(line -> !line.startsWith(key + "\t")).toList());
    }

    private void write(List<String> lines) {
        try {
            OwnerOnly.createFolders(directory);
            // Two runs at once write files of their own; the later one stays.
            Path next = directory.resolve(FILE + "." + ProcessHandle.current().pid());
            Files.deleteIfExists(next);
            byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
            OwnerOnly.write(new ByteArrayInputStream(text), next);
            Files.move(
                    next, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // A folder that cannot be written to keeps nobody from migrating.
        }
    }
}
