package dev.aicli.migrate.schema;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Looks for files whose names end in {@code .sql}, in a folder and those below it. Links are followed; whatever begins
 * with a dot is passed over.
 *
 * <p>There may be thousands of them, so what is called like one is taken for a file without asking the system.
 */
final class SqlFiles {
    private static final String ENDING = ".sql";

    private final List<Path> found = new ArrayList<>();
    /** What identifies the folders that we are in, to notice links that lead back into one. */
    private final Deque<Object> around = new ArrayDeque<>();

    private SqlFiles() {}

    /**
     * {@return the files, in the order of their paths}
     *
     * @param leftOut names of folders directly below that are passed over
     * @throws FileSystemLoopException when a link leads back
     */
    static List<Path> below(Path folder, Set<String> leftOut) throws IOException {
        SqlFiles files = new SqlFiles();
        try {
            files.look(folder, leftOut);
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        files.found.sort(Comparator.comparing(Path::toString));
        return files.found;
    }

    private void look(Path folder, Set<String> leftOut) throws IOException {
        Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
        Object identity = key == null ? folder.toRealPath() : key;
        if (around.contains(identity)) {
            throw new FileSystemLoopException(folder.toString());
        }
        around.push(identity);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            int start = folder.toString().length() + 1;
            for (Path entry : entries) {
                String path = entry.toString();
                if (path.charAt(start) == '.') {
                    continue;
                }
                if (path.regionMatches(true, path.length() - ENDING.length(), ENDING, 0, ENDING.length())) {
                    found.add(entry);
                } else if (!leftOut.contains(path.substring(start)) && Files.isDirectory(entry)) {
                    look(entry, Set.of());
                }
            }
        }
        around.pop();
    }
}
