package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder that the migrations of one kind of database are read from.
 *
 * @param folder absolute
 * @param shownFolder the folder as shown
 * @param shared whether it is for several databases, with folders of other databases' own below it
 */
record MigrationRoot(Path folder, Path shownFolder, boolean shared) {
    /**
     * The folder for a kind of database: that of its name below {@code migrations} where there is one, else
     * {@code migrations}.
     *
     * @param shownFrom the folder that shown paths are relative to, when they lie below it
     */
    static MigrationRoot of(Path migrations, String databaseKind, DatabaseNames names, Path shownFrom) {
        Path all = migrations.toAbsolutePath().normalize();
        List<Path> own = own(all, databaseKind, names);
        if (own.size() > 1) {
            throw new UsageException("two folders hold the migrations of one database: " + shown(own.get(0), shownFrom)
                            + " and " + shown(own.get(1), shownFrom))
                    .next("keep one of them");
        }
        return own.isEmpty()
                ? new MigrationRoot(all, shown(all, shownFrom), true)
                : new MigrationRoot(own.get(0), shown(own.get(0), shownFrom), false);
    }

    private static List<Path> own(Path all, String databaseKind, DatabaseNames names) {
        return names.namesOf(databaseKind).stream()
                .map(all::resolve)
                .filter(Files::isDirectory)
                .toList();
    }

    private static Path shown(Path absolute, Path shownFrom) {
        Path base = shownFrom.toAbsolutePath().normalize();
        return absolute.startsWith(base) ? base.relativize(absolute) : absolute;
    }

    /** {@return a path at or below the folder, as shown} */
    String shown(Path path) {
        String below = path.toString().substring(folder.toString().length());
        String shown = shownFolder.toString();
        return shown.isEmpty() && !below.isEmpty() ? below.substring(1) : shown + below;
    }
}
