package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.project.Setting;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where releases and configuration migrations are described: shared by the commands about releases. */
public final class ReleaseOptions {
    /** Where these options stand in help texts: after a command's own. */
    private static final int ORDER = 15;

    @Option(
            order = ORDER,
            names = "--releases",
            paramLabel = "FILE",
            description = "The release manifest (default: releases.yml).")
    private @Nullable String releases;

    @Option(
            order = ORDER,
            names = "--config-migrations",
            paramLabel = "FOLDER",
            description = "The folder of configuration migrations (default: config-migrations).")
    private @Nullable String configMigrations;

    /** {@return the settings that were given} */
    Map<Setting, String> settings() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        ProjectOptions.put(settings, Setting.RELEASES, releases);
        ProjectOptions.put(settings, Setting.CONFIG_MIGRATIONS, configMigrations);
        return settings;
    }
}
