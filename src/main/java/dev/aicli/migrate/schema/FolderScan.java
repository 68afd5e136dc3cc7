package dev.aicli.migrate.schema;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * What lies in a folder and those below it: files whose names end in {@code .sql}, and steps that another tool has in a
 * programming language. Links are followed; whatever begins with a dot is passed over.
 *
 * <p>There may be thousands of files, so what is called like one is not looked at yet: see {@link SqlFile}.
 */
final class FolderScan {
    private static final String ENDING = ".sql";

    private final MigrationRoot root;
    private final DatabaseNames names;
    private final PathMatcher excluded;
    private final boolean excludesAny;
    private final List<Path> sqlFiles = new ArrayList<>();
    private final List<Path> codeSteps = new ArrayList<>();
    /** What identifies the folders that we are in, to notice links that lead back into one. */
    private final Deque<Object> around = new ArrayDeque<>();

    private FolderScan(MigrationRoot root, MigrationLocations locations, DatabaseNames names) {
        this.root = root;
        this.names = names;
        this.excluded = locations.excluded();
        this.excludesAny = !locations.exclude().isEmpty();
    }

    /**
     * {@return what is there}
     *
     * @throws FileSystemLoopException when a link leads back
     */
    static FolderScan of(MigrationRoot root, MigrationLocations locations, DatabaseNames names) throws IOException {
        FolderScan scan = new FolderScan(root, locations, names);
        try {
            scan.look(root.folder(), root.shared());
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        scan.sqlFiles.sort(Comparator.comparing(Path::toString));
        scan.codeSteps.sort(Comparator.comparing(Path::toString));
        return scan;
    }

    /** {@return the files of SQL, in the order of their paths} */
    List<Path> sqlFiles() {
        return sqlFiles;
    }

    /** {@return the files that are called like migrations and hold a program, in the order of their paths} */
    List<Path> codeSteps() {
        return codeSteps;
    }

    private void look(Path folder, boolean databaseFolders) throws IOException {
        Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
        Object identity = key == null ? folder.toRealPath() : key;
        if (around.contains(identity)) {
            throw new FileSystemLoopException(root.shown(folder));
        }
        around.push(identity);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            int start = folder.toString().length() + 1;
            for (Path entry : entries) {
                String path = entry.toString();
                if (path.charAt(start) == '.'
                        || (excludesAny && excluded.matches(root.folder().relativize(entry)))) {
                    continue;
                }
                if (path.regionMatches(true, path.length() - ENDING.length(), ENDING, 0, ENDING.length())) {
                    sqlFiles.add(entry);
                } else {
                    other(entry, path.substring(start), databaseFolders);
                }
            }
        }
        around.pop();
    }

    private void other(Path entry, String name, boolean databaseFolders) throws IOException {
        if (CodeStep.isNamedLikeOne(name)) {
            codeSteps.add(entry);
        } else if (!(databaseFolders && names.kind(name).isPresent()) && Files.isDirectory(entry)) {
            look(entry, false);
        }
    }
}
