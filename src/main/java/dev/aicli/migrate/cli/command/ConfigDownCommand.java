package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ConfigSession;
import dev.aicli.migrate.engine.Goal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code config down}. What it takes back can be put back, edits included, so that it does not ask. */
@Command(
        name = "down",
        description =
                "Takes the configuration files back: by one version, or so many, or to a version, or all the way.",
        footer = {
            "%nA file that was not edited gets its exact former bytes; in one that was, edits stay.",
            "%nExamples:",
            "  aicli-web config down",
            "  aicli-web config down --target-version 1.0.0",
            "  aicli-web config down --all"
        })
public final class ConfigDownCommand extends ConfigRunCommand {
    @Mixin
    private DownOptions downOptions = new DownOptions();

    /** Accepted as by every way back; there is nothing to ask. */
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private ConfirmOptions confirm = new ConfirmOptions();

    @Override
    Goal goal(ConfigSession session) {
        return downOptions.goal(session::targetVersion);
    }
}
