package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.ValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The migrations in a project's folders and the folders below them, in whatever formats they are laid out.
 *
 * <p>Files that do not end in {@code .sql} are passed over, and so is whatever begins with a dot. Steps that another
 * tool has in a programming language are refused: what comes after them may need what they do.
 */
public final class MigrationFolder {
    private static final List<MigrationFormat> FORMATS =
            List.of(new PairFormat(), new GooseFormat(), new FlywayFormat());
    private static final int NAMED = 5;

    private final MigrationLocations locations;
    private final String databaseKind;
    private final DatabaseNames names;
    private final List<MigrationRoot> roots;
    private final List<String> warnings = new ArrayList<>();

    private MigrationFolder(MigrationLocations locations, String databaseKind, DatabaseNames names, Path shownFrom) {
        this.locations = locations;
        this.databaseKind = databaseKind;
        this.names = names;
        this.roots = locations.folders().stream()
                .map(folder -> MigrationRoot.of(folder, databaseKind, names, shownFrom))
                .toList();
    }

    /**
     * The migrations for a kind of database: of each folder, those in the folder of the database's name below it when
     * there is one, else those of the whole folder, other databases' folders and files aside.
     *
     * @param names what folders and files call the databases
     * @param shownFrom the folder that shown paths are relative to, when they lie below it
     */
    public static MigrationFolder of(
            MigrationLocations locations, String databaseKind, DatabaseNames names, Path shownFrom) {
        return new MigrationFolder(locations, databaseKind, names, shownFrom);
    }

    /** {@return the folder that new migrations are written to} */
    public Path folder() {
        return roots.get(0).folder();
    }

    /** {@return what was odd about the files at the last reading, and tolerated} */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Checks that the folders are there. */
    public void requireExists() {
        for (MigrationRoot root : roots) {
            if (!Files.isDirectory(root.folder())) {
                throw new UsageException("there is no folder of migrations at " + root.shownFolder())
                        .next("create the first migration with `aicli-web migrate create NAME`, or name another folder"
                                + " with --migrations");
            }
        }
    }

    /** Checks that the folders are there if somebody named them: a wrong name is no empty folder. */
    public void requireNamedExist() {
        if (locations.named()) {
            requireExists();
        }
    }

    /**
     * Reads the folders.
     *
     * @return the migrations, lowest version first; none when there is no folder
     * @throws UsageException when a folder cannot be read
     * @throws ValidationException when a {@code .sql} file is no migration, two files are the same one, or what lies
     *     there is another tool's
     */
    public List<Migration> read() {
        warnings.clear();
        Map<NumericVersion, MigrationBuilder> builders = new TreeMap<>();
        for (MigrationRoot root : roots) {
            if (Files.exists(root.folder())) {
                read(root, builders);
            }
        }
        List<Migration> migrations = new ArrayList<>(builders.size());
        for (MigrationBuilder builder : builders.values()) {
            builder.differentNames().ifPresent(warnings::add);
            migrations.add(builder.build());
        }
        return migrations;
    }

    private void read(MigrationRoot root, Map<NumericVersion, MigrationBuilder> builders) {
        FolderScan scan = scan(root);
        requireNoCode(root, scan.codeSteps());
        if (scan.sqlFiles().isEmpty()) {
            ForeignLayout.ofFolder(root.folder()).ifPresent(tool -> {
                throw new ValidationException("no migration that can be read here lies in " + root.shownFolder()
                                + ": the files are " + tool + "'s")
                        .next(
                                "write the migrations as SQL files like 001_create_users.up.sql, in a folder of their own");
            });
        }
        for (Path file : scan.sqlFiles()) {
            read(root, file).ifPresent(read -> {
                warnings.addAll(read.warnings());
                builders.computeIfAbsent(read.version(), version -> new MigrationBuilder(read))
                        .add(read);
            });
        }
    }

    private FolderScan scan(MigrationRoot root) {
        try {
            return FolderScan.of(root, locations, names);
        } catch (IOException e) {
            throw unreadable(root, root.folder(), e);
        }
    }

    private static void requireNoCode(MigrationRoot root, List<Path> steps) {
        if (steps.isEmpty()) {
            return;
        }
        String first = root.shown(steps.get(0));
        String names = steps.stream().limit(NAMED).map(root::shown).collect(Collectors.joining(", "));
        String more = steps.size() > NAMED ? " and " + (steps.size() - NAMED) + " more" : "";
        throw new ValidationException((steps.size() == 1 ? "a step is" : steps.size() + " steps are") + " written in "
                        + CodeStep.language(first) + ", which is not executed here: " + names + more)
                .at(SourceLocation.of(first))
                .next("write it in SQL under the same version; or, once what it does is done, leave it out with an"
                        + " exclude pattern (migrations.exclude in the project file, or --exclude)");
    }

    /** {@return what the file holds; empty when it is for another database} */
    private Optional<MigrationFile> read(MigrationRoot root, Path file) {
        String name = root.shown(file);
        try {
            DatabaseNames.Name own = names.takeApart(file.getFileName().toString());
            if (own.kind().filter(kind -> !kind.equals(databaseKind)).isPresent()) {
                return Optional.empty();
            }
            SqlFile.require(file, name);
            for (MigrationFormat format : FORMATS) {
                Optional<MigrationFile> read = format.read(file, own.name(), name);
                if (read.isPresent()) {
                    return own.kind().isEmpty() ? read : read.map(MigrationFile::forOneDatabase);
                }
            }
            throw unknown(root, file, name);
        } catch (IOException e) {
            throw unreadable(root, file, e);
        }
    }

    private static MigrateException unknown(MigrationRoot root, Path file, String name) throws IOException {
        String next = "name it like 001_create_users.up.sql and 001_create_users.down.sql, or begin its sections with"
                + " `-- +goose Up` and `-- +goose Down`; if it is no migration, move it elsewhere or leave it out with an"
                + " exclude pattern (migrations.exclude in the project file, or --exclude)";
        String message = ForeignLayout.ofFile(file, root.folder())
                .map(tool -> "the file is one of " + tool + "'s, whose layout is not read here")
                .orElse("the file is not named like a migration");
        return new ValidationException(message).at(SourceLocation.of(name)).next(next);
    }

    private static UsageException unreadable(MigrationRoot root, Path path, IOException e) {
        UsageException exception = new UsageException("cannot read " + root.shown(path) + ": " + FileReasons.of(e), e);
        exception.next("see that it exists and that this user may read it");
        return exception;
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
                up = chosen(up, file, "up");
            }
            if (file.down().isPresent()) {
                down = chosen(down, file, "down");
            }
            if (calledDifferently == null && !file.description().equals(first.description())) {
                calledDifferently = file;
            }
        }

        /** {@return the file that counts} One for this database alone goes before one for any. */
        private MigrationFile chosen(@Nullable MigrationFile other, MigrationFile file, String direction) {
            if (other != null && other.ofOneDatabase() == file.ofOneDatabase()) {
                throw new ValidationException("two files are version " + version + " " + direction + ": " + other.name()
                                + " and " + file.name())
                        .at(SourceLocation.of(file.name()))
                        .next("give one of them another version, or remove it");
            }
            return other == null || file.ofOneDatabase() ? file : other;
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
