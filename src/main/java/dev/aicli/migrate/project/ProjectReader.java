package dev.aicli.migrate.project;

import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.RunSettings.Transaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a project: the project file, under environment variables, under options. */
public final class ProjectReader {
    /** The project file's name. */
    public static final String FILE_NAME = "aicli.yml";

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);
    private static final int LOCK_RETRIES = 3;
    private static final Duration LOCK_WAIT = Duration.ofSeconds(60);
    private static final Duration LOCK_LEASE = Duration.ofSeconds(60);
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);

    private final Map<Setting, String> options;
    private final Map<String, String> environment;
    private final Path workingDirectory;

    /**
     * A reader for one call of the program.
     *
     * @param options what was given on the command line
     * @param workingDirectory where {@code aicli.yml} is looked for
     */
    public ProjectReader(Map<Setting, String> options, Map<String, String> environment, Path workingDirectory) {
        this.options = Map.copyOf(options);
        this.environment = environment;
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /**
     * Reads the project.
     *
     * @param named the file that the user named, or its folder; absent to look in the working directory
     * @throws UsageException for whatever is wrong, with file, line and column
     */
    public Project read(Optional<String> named) {
        Optional<Path> file = named.or(() -> Optional.ofNullable(environment.get("AICLI_PROJECT")))
                .map(this::existing)
                .or(this::found);
        Path directory = file.map(Path::getParent).orElse(workingDirectory);
        YamlSection.Source source = new YamlSection.Source(
                "the project file",
                file.map(this::shown).orElse(FILE_NAME),
                directory,
                Optional.of(new Variables(environment)));
        YamlSection root = file.map(path -> ProjectYaml.read(path, source)).orElseGet(() -> YamlSection.empty(source));

        YamlSection database = root.section("database");
        Optional<DatabaseSetting> databaseUrl = lookup(Setting.DATABASE_URL, database, "url")
                .map(value -> new DatabaseSetting(value.text(), value.base()));
        database.finish();
        Project project = new Project(
                directory,
                file,
                databaseUrl,
                new MigrationsReader(this::given).read(root, directory),
                runSettings(root),
                historySettings(root.section("history")),
                configSettings(root.section("config"), directory),
                path(Setting.RELEASES, root, "releases", directory.resolve("releases.yml")),
                new BackupReader(this::lookup).read(root.section("backup"), directory),
                HookReader.read(root.section("hooks")));
        root.finish();
        return project;
    }

    private Path existing(String named) {
        Path path = workingDirectory.resolve(named).normalize();
        return Files.isDirectory(path) ? path.resolve(FILE_NAME) : path;
    }

    private Optional<Path> found() {
        Path path = workingDirectory.resolve(FILE_NAME);
        return Files.exists(path) ? Optional.of(path) : Optional.empty();
    }

    private String shown(Path file) {
        return file.startsWith(workingDirectory)
                ? workingDirectory.relativize(file).toString()
                : file.toString();
    }

    /** The option's value, else the environment variable's, else the file's. */
    private Optional<ProjectValue> lookup(Setting setting, YamlSection section, String key) {
        Optional<ProjectValue> fromFile = section.value(key);
        return given(setting).or(() -> fromFile);
    }

    /** The option's value, else the environment variable's. */
    private Optional<ProjectValue> given(Setting setting) {
        return Optional.ofNullable(options.get(setting))
                .map(text -> ProjectValue.given(setting.option(), text, workingDirectory))
                .or(() -> Optional.ofNullable(environment.get(setting.variable()))
                        .filter(text -> !text.isEmpty())
                        .map(text -> ProjectValue.given(setting.variable(), text, workingDirectory)));
    }

    private Path path(Setting setting, YamlSection section, String key, Path otherwise) {
        return lookup(setting, section, key).map(ProjectValue::asPath).orElse(otherwise);
    }

    private RunSettings runSettings(YamlSection root) {
        Duration lockTimeout =
                duration(lookup(Setting.LOCK_TIMEOUT, root, "lock-timeout")).orElse(LOCK_TIMEOUT);
        Optional<Duration> statementTimeout = duration(lookup(Setting.STATEMENT_TIMEOUT, root, "statement-timeout"))
                .filter(timeout -> !timeout.isZero());
        return new RunSettings(
                lockTimeout,
                lookup(Setting.LOCK_RETRIES, root, "lock-retries")
                        .map(ProjectValue::asCount)
                        .orElse(LOCK_RETRIES),
                statementTimeout,
                duration(lookup(Setting.LOCK_WAIT, root, "lock-wait")).orElse(LOCK_WAIT),
                lookup(Setting.LOCK_LEASE, root, "lock-lease")
                        .map(value -> value.as(ProjectReader::lease, "a duration from 2s to 1h"))
                        .orElse(LOCK_LEASE),
                lookup(Setting.TRANSACTION, root, "transaction")
                        .map(value -> oneOf(value, Transaction.values()))
                        .orElse(Transaction.MIGRATION));
    }

    private HistorySettings historySettings(YamlSection history) {
        HistorySettings settings = new HistorySettings(
                lookup(Setting.HISTORY_SCHEMA, history, "schema").map(ProjectValue::text),
                lookup(Setting.HISTORY_PREFIX, history, "prefix")
                        .map(value ->
                                value.as(matching("([A-Za-z_][A-Za-z0-9_]{0,40})?"), "letters, digits and underscores"))
                        .orElse(""));
        history.finish();
        return settings;
    }

    private ConfigSettings configSettings(YamlSection config, Path directory) {
        ConfigSettings settings = new ConfigSettings(
                path(Setting.CONFIG_MIGRATIONS, config, "migrations", directory.resolve("config-migrations")),
                config.sections("files", "path").stream()
                        .map(ProjectReader::configFile)
                        .toList());
        config.finish();
        return settings;
    }

    private static ConfigSettings.ConfigFile configFile(YamlSection file) {
        ConfigSettings.ConfigFile settings = new ConfigSettings.ConfigFile(
                file.required("path").text(),
                file.value("format").map(value -> value.as(matching("yaml|env"), "yaml or env")),
                file.value("version-key").map(ProjectValue::text));
        file.finish();
        return settings;
    }

    static Optional<Duration> duration(Optional<ProjectValue> value) {
        return value.map(given -> given.as(Quantities::duration, Quantities.DURATION_FORM));
    }

    private static Optional<Duration> lease(String text) {
        return Quantities.duration(text)
                .filter(lease -> lease.compareTo(SHORTEST_LEASE) >= 0 && lease.compareTo(LONGEST_LEASE) <= 0);
    }

    private static Function<String, Optional<String>> matching(String regex) {
        return text -> text.matches(regex) ? Optional.of(text) : Optional.empty();
    }

    /** Reads an enumeration's constant by its name in lower case, with {@code -} for {@code _}. */
    static <E extends Enum<E>> E oneOf(ProjectValue value, E[] choices) {
        List<String> words = Arrays.stream(choices)
                .map(choice -> choice.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return value.as(
                text -> Optional.of(words.indexOf(text))
                        .filter(index -> index >= 0)
                        .map(index -> choices[index]),
                String.join(" or ", words));
    }
}
