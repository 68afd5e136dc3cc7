package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.ValidationException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The migrations in a folder and the folders below it, in whatever formats they are laid out.
 *
 * <p>Files that do not end in {@code .sql} are passed over, and so is whatever begins with a dot.
 */
public final class MigrationFolder {
    private static final List<MigrationFormat> FORMATS =
            List.of(new PairFormat(), new GooseFormat(), new FlywayFormat());
    private static final Set<String> DATABASE_FOLDERS = Set.of("postgresql", "sqlite");

    private final Path folder;
    private final Path shownFolder;
    private final boolean shared;
    private final List<String> warnings = new ArrayList<>();

    private MigrationFolder(Path folder, Path shownFrom, boolean shared) {
        this.folder = folder.toAbsolutePath().normalize();
        this.shownFolder = shown(folder, shownFrom);
        this.shared = shared;
    }

    /**
     * The migrations for a kind of database: those in the folder of its name when there is one, else those of the whole
     * folder, other databases' folders aside.
     *
     * @param migrations the folder named in the project
     * @param shownFrom the folder that shown paths are relative to, when they lie below it
     */
    public static MigrationFolder of(Path migrations, String databaseKind, Path shownFrom) {
        Path own = migrations.resolve(databaseKind);
        return Files.isDirectory(own)
                ? new MigrationFolder(own, shownFrom, false)
                : new MigrationFolder(migrations, shownFrom, true);
    }

    /** {@return the folder that is read} */
    public Path folder() {
        return folder;
    }

    /** {@return what was odd about the files at the last reading, and tolerated} */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Checks that the folder is there. */
    public void requireExists() {
        if (!Files.isDirectory(folder)) {
            throw new UsageException("there is no folder of migrations at " + shown(folder))
                    .next("create the first migration with `aicli-web migrate create NAME`, or name another folder with"
                            + " --migrations");
        }
    }

    /**
     * Reads the folder.
     *
     * @return the migrations, lowest version first; none when there is no folder
     * @throws UsageException when the folder cannot be read
     * @throws ValidationException when a {@code .sql} file is no migration, or two files are the same one
     */
    public List<Migration> read() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        warnings.clear();
        Map<NumericVersion, MigrationBuilder> builders = new TreeMap<>();
        for (Path file : files()) {
            MigrationFile read = read(file);
            warnings.addAll(read.warnings());
            builders.computeIfAbsent(read.version(), version -> new MigrationBuilder(read))
                    .add(read);
        }
        List<Migration> migrations = new ArrayList<>(builders.size());
        for (MigrationBuilder builder : builders.values()) {
            builder.differentNames().ifPresent(warnings::add);
            migrations.add(builder.build());
        }
        return migrations;
    }

    private List<Path> files() {
        try {
            return SqlFiles.below(folder, shared ? DATABASE_FOLDERS : Set.of());
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private MigrationFile read(Path file) {
        String name = shown(file);
        try {
            for (MigrationFormat format : FORMATS) {
                Optional<MigrationFile> read = format.read(file, name);
                if (read.isPresent()) {
                    return read.get();
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        throw new ValidationException("the file is not named like a migration")
                .at(SourceLocation.of(name))
                .next("name it like 001_create_users.up.sql and 001_create_users.down.sql, or begin its sections with"
                        + " `-- +goose Up` and `-- +goose Down`; move it elsewhere when it is none");
    }

    private UsageException unreadable(Path path, IOException e) {
        UsageException exception = new UsageException("cannot read " + shown(path) + ": " + reason(e), e);
        exception.next("see that it exists and that this user may read it");
        return exception;
    }

    /** File system exceptions have the path alone as their message. */
    static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "permission denied"
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private String shown(Path path) {
        String below = path.toString().substring(folder.toString().length());
        String shown = shownFolder.toString();
        return shown.isEmpty() && !below.isEmpty() ? below.substring(1) : shown + below;
    }

    private static Path shown(Path folder, Path shownFrom) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path base = shownFrom.toAbsolutePath().normalize();
        return absolute.startsWith(base) ? base.relativize(absolute) : absolute;
    }

    /** Collects the files of one version. */
    private static final class MigrationBuilder {
        private final NumericVersion version;
        private final MigrationFile first;
        private @Nullable MigrationFile up;
        private @Nullable MigrationFile down;
        private @Nullable MigrationFile calledDifferently;

        MigrationBuilder(MigrationFile first) {
            this.version = first.version();
            this.first = first;
        }

        void add(MigrationFile file) {
            if (file.up().isPresent()) {
                requireOne(up, file, "up");
                up = file;
            }
            if (file.down().isPresent()) {
                requireOne(down, file, "down");
                down = file;
            }
            if (calledDifferently == null && !file.description().equals(first.description())) {
                calledDifferently = file;
            }
        }

        private void requireOne(@Nullable MigrationFile other, MigrationFile file, String direction) {
            if (other != null) {
                throw new ValidationException("two files are version " + version + " " + direction + ": " + other.name()
                                + " and " + file.name())
                        .at(SourceLocation.of(file.name()))
                        .next("give one of them another version, or remove it");
            }
        }

        /** {@return a warning when the two directions are called differently: they may not belong together} */
        Optional<String> differentNames() {
            return Optional.ofNullable(calledDifferently)
                    .map(other -> first.name() + " and " + other.name() + " have different names; they were read as the"
                            + " two directions of version " + version);
        }

        Migration build() {
            return new Migration(
                    version,
                    up == null ? first.description() : up.description(),
                    up == null ? Optional.empty() : up.up(),
                    down == null ? Optional.empty() : down.down());
        }
    }
}
