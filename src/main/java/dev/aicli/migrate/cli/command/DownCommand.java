package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.engine.Goal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate down}. */
@Command(
        name = "down",
        description = "Takes migrations back: the last one, or so many, or all above a version, or all.",
        footer = {
            "%nAsks before it begins; --yes answers beforehand.",
            "%nExamples:",
            "  aicli-web migrate down --yes",
            "  aicli-web migrate down --steps 2 --yes",
            "  aicli-web migrate down --target-version 1 --yes",
            "  aicli-web migrate down --all --yes"
        })
public final class DownCommand extends BackwardCommand {
    @Mixin
    private DownOptions downOptions = new DownOptions();

    @Override
    Goal goal(SchemaSession session) {
        return downOptions.goal(session::targetVersion);
    }
}
