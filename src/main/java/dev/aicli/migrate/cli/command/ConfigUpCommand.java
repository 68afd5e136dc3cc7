package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ConfigSession;
import dev.aicli.migrate.engine.Goal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code config up}. */
@Command(
        name = "up",
        description = "Takes the configuration files to the newest version, or to another one: all files or none.",
        footer = {
            "%nExamples:",
            "  aicli-web config up --target-version 1.1.0",
            "  aicli-web config up",
            "  aicli-web config up config.yml --from 1.0.0"
        })
public final class ConfigUpCommand extends ConfigRunCommand {
    @Mixin
    private UpOptions upOptions = new UpOptions();

    @Override
    boolean allowOutOfOrder() {
        return upOptions.allowOutOfOrder();
    }

    @Override
    Goal goal(ConfigSession session) {
        return upOptions.goal(session::targetVersion);
    }
}
