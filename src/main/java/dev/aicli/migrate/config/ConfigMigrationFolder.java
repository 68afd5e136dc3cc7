package dev.aicli.migrate.config;

import dev.aicli.migrate.config.files.FileFaults;
import dev.aicli.migrate.config.migration.ConfigMigrationFile;
import dev.aicli.migrate.engine.Scripts;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.ValidationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The configuration migrations in a folder: {@code 1.1.0_structured_logging.yml} and the like. */
public final class ConfigMigrationFolder {
    private static final long MAX_SIZE = 4L << 20;

    private final ConfigSetup setup;

    public ConfigMigrationFolder(ConfigSetup setup) {
        this.setup = setup;
    }

    /**
     * The files as they are.
     *
     * @param migrations those that are sound, lowest version first
     * @param problems what is wrong with the others, file by file
     * @param warnings what is probably not meant so, file by file
     */
    public record Reading(
            List<ConfigMigrationSource> migrations,
            List<ConfigMigrationFile.Finding> problems,
            List<ConfigMigrationFile.Finding> warnings) {}

    /** Checks that the folder is there. */
    public void requireExists() {
        if (!Files.isDirectory(setup.migrations())) {
            throw new UsageException(
                            "there is no folder of configuration migrations at " + setup.shown(setup.migrations()))
                    .next("create the first migration with `aicli-web config create NAME`, or name the folder in the"
                            + " project file (config.migrations)");
        }
    }

    /** {@return the migrations, lowest version first} Throws ValidationException when any file is not sound. */
    public List<ConfigMigrationSource> read() {
        Reading reading = check();
        if (reading.problems().isEmpty()) {
            return reading.migrations();
        }
        ConfigMigrationFile.Finding first = reading.problems().get(0);
        int others = reading.problems().size() - 1;
        throw new ValidationException(first.text() + (others == 0 ? "" : " (and " + others + " more)"))
                .at(first.location())
                .next("`config validate` shows all that is wrong");
    }

    /** {@return every file, read and checked} */
    public Reading check() {
        Map<SemanticVersion, ConfigMigrationSource> sources = new TreeMap<>();
        List<ConfigMigrationFile.Finding> problems = new ArrayList<>();
        List<ConfigMigrationFile.Finding> warnings = new ArrayList<>();
        for (Path file : files()) {
            String name = setup.shown(file);
            String text = text(file, name);
            ConfigMigrationFile.Result result = ConfigMigrationFile.read(name, text);
            problems.addAll(result.problems());
            warnings.addAll(result.warnings());
            result.migration().ifPresent(migration -> {
                ConfigMigrationSource source = new ConfigMigrationSource(migration, Scripts.inMemory(name, text));
                versionInName(file)
                        .filter(version -> !version.equals(migration.version()))
                        .ifPresent(version -> problems.add(problem(
                                name,
                                "the file's name says version " + version + ", its text " + migration.version())));
                ConfigMigrationSource other = sources.putIfAbsent(migration.version(), source);
                if (other != null) {
                    problems.add(problem(
                            name,
                            "two files are version " + migration.version() + ": "
                                    + other.script().name() + " and " + name));
                }
            });
        }
        return new Reading(List.copyOf(sources.values()), problems, warnings);
    }

    private static ConfigMigrationFile.Finding problem(String name, String text) {
        return new ConfigMigrationFile.Finding(SourceLocation.of(name), text);
    }

    private static Optional<SemanticVersion> versionInName(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        int end = name.indexOf('_');
        return SemanticVersion.parse(end < 0 ? name : name.substring(0, end));
    }

    private List<Path> files() {
        if (!Files.exists(setup.migrations())) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(setup.migrations())) {
            return paths.filter(ConfigMigrationFolder::isMigration).sorted().toList();
        } catch (IOException e) {
            throw FileFaults.unreadable(setup.shown(setup.migrations()), e);
        }
    }

    private static boolean isMigration(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".yml") || name.endsWith(".yaml")) && Files.isRegularFile(file);
    }

    private static String text(Path file, String name) {
        try {
            if (Files.size(file) > MAX_SIZE) {
                MigrateException tooLarge =
                        new ValidationException(name + " is larger than " + (MAX_SIZE >> 20) + " MiB");
                throw tooLarge.at(SourceLocation.of(name)).next("split the migration");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw FileFaults.unreadable(name, e);
        }
    }
}
