package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.engine.Goal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate redo}. */
@Command(
        name = "redo",
        description = "Takes the last migration back and applies it again, as its file reads now.",
        footer = {
            "%nAsks before it begins; --yes answers beforehand.",
            "%nExamples:",
            "  aicli-web migrate redo --yes",
            "  aicli-web migrate redo --steps 2 --yes"
        })
public final class RedoCommand extends BackwardCommand {
    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            defaultValue = "1",
            description = "The last N migrations (default: 1).")
    private int steps;

    @Override
    Goal goal(SchemaSession session) {
        return new Goal.Redo(Counts.atLeastOne("--steps", steps));
    }
}
