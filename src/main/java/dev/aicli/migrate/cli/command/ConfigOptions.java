package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ConfigSelection;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.Setting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which configuration files: shared by the commands of the configuration track. */
public final class ConfigOptions {
    /** Where these options stand in help texts: after a command's own. */
    private static final int ORDER = 15;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Only these of the project's configuration files.")
    private List<String> files = List.of();

    @Option(
            order = ORDER,
            names = "--config-migrations",
            paramLabel = "FOLDER",
            description = "The folder of configuration migrations (default: config-migrations).")
    private @Nullable String migrations;

    @Option(
            order = ORDER,
            names = "--from",
            paramLabel = "VERSION",
            description = "The version of files that say none and have no history, for this run.")
    private @Nullable String from;

    /** {@return the files that they select} */
    ConfigSelection selection() {
        return new ConfigSelection(files, from());
    }

    private Optional<SemanticVersion> from() {
        return Optional.ofNullable(from)
                .map(text -> SemanticVersion.parse(text)
                        .orElseThrow(() ->
                                (UsageException) new UsageException("--from " + text + " is no configuration version")
                                        .next("a configuration version is a semantic version, such as 1.0.0")));
    }

    /** {@return the settings that were given} */
    Map<Setting, String> settings() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        ProjectOptions.put(settings, Setting.CONFIG_MIGRATIONS, migrations);
        return settings;
    }
}
