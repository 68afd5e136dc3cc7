package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.engine.Goal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code db rollback}: {@code migrate down} under another name. */
@Command(
        name = "rollback",
        description = "Takes migrations back, as `migrate down` does.",
        footer = {
            "%nAsks before it begins; --yes answers beforehand.",
            "%nExamples:",
            "  aicli-web db rollback --steps 1 --yes"
        })
public final class DbRollbackCommand extends BackwardCommand {
    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            defaultValue = "1",
            description = "The last N migrations (default: 1).")
    private int steps;

    @Override
    Goal goal(SchemaSession session) {
        return new Goal.DownSteps(Counts.atLeastOne("--steps", steps));
    }
}
