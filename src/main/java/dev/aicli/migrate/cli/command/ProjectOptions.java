package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.project.Setting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which project and which database: shared by all commands that need one. */
public final class ProjectOptions {
    /** Where these options stand in help texts: after a command's own. */
    private static final int ORDER = 20;

    @Option(
            order = ORDER,
            names = {"-d", "--database-url"},
            paramLabel = "URL",
            description = "The database: postgresql://user@host:5432/name, jdbc:postgresql:…, sqlite:path."
                    + " It goes before AICLI_DATABASE_URL, and that before the project file.")
    private @Nullable String databaseUrl;

    @Option(
            order = ORDER,
            names = {"-p", "--project"},
            paramLabel = "FILE",
            description = "The project file, or its folder (default: aicli.yml).")
    private @Nullable String project;

    @Option(
            order = ORDER,
            names = {"-m", "--migrations"},
            paramLabel = "FOLDER",
            description = "The folder of migrations (default: migrations); may be given several times.")
    private List<String> migrations = List.of();

    @Option(
            order = ORDER,
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "Files and folders to pass over in the folder of migrations, such as testdata or"
                    + " 'drafts/*.sql'; may be given several times.")
    private List<String> exclude = List.of();

    @Option(
            order = ORDER,
            names = "--history-schema",
            paramLabel = "SCHEMA",
            description = "The schema of the history tables (default: the connection's own).")
    private @Nullable String historySchema;

    @Option(
            order = ORDER,
            names = "--history-prefix",
            paramLabel = "PREFIX",
            description = "What the names of the history tables begin with (default: nothing).")
    private @Nullable String historyPrefix;

    @Option(
            order = ORDER,
            names = "--wait",
            paramLabel = "TIME",
            description = "How long to wait for a database server that is still starting, such as 60s (default: 0).")
    private @Nullable String wait;

    /** {@return how long to wait for the server, as it was given} */
    Optional<String> waitTime() {
        return Optional.ofNullable(wait);
    }

    /** {@return the project file that was named} */
    public Optional<String> project() {
        return Optional.ofNullable(project);
    }

    /** {@return the settings that were given} */
    public Map<Setting, String> settings() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        put(settings, Setting.DATABASE_URL, databaseUrl);
        put(settings, Setting.MIGRATIONS, migrations);
        put(settings, Setting.EXCLUDE, exclude);
        put(settings, Setting.HISTORY_SCHEMA, historySchema);
        put(settings, Setting.HISTORY_PREFIX, historyPrefix);
        return settings;
    }

    private static void put(Map<Setting, String> settings, Setting setting, List<String> values) {
        if (!values.isEmpty()) {
            settings.put(setting, String.join(",", values));
        }
    }

    static void put(Map<Setting, String> settings, Setting setting, @Nullable String value) {
        if (value != null) {
            settings.put(setting, value);
        }
    }
}
