package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.RunOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate dry-run}. */
@Command(
        name = "dry-run",
        description = "Shows what `migrate up` would do, and changes nothing.",
        footer = {"%nExamples:", "  aicli-web migrate dry-run", "  aicli-web migrate dry-run --target-version 2"})
public final class DryRunCommand extends LookCommand {
    @Option(
            names = {"-t", "--target-version"},
            paramLabel = "VERSION",
            description = "Up to and including this version.")
    private @Nullable String targetVersion;

    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            description = "The next N migrations.")
    private @Nullable Integer steps;

    @Option(names = "--allow-out-of-order", description = "Apply pending migrations below the current version too.")
    private boolean allowOutOfOrder;

    @Override
    Outcome look(CommandContext context, SchemaSession session) {
        Goal goal = UpCommand.goal(session, targetVersion, steps);
        RunOptions options =
                new RunOptions(allowOutOfOrder, session.project().run().lockWait());
        Plan plan = session.runner(RunListener.SILENT, new Cancellation()).preview(goal, options);
        return Outcome.ok(
                json -> {
                    json.text("database", session.database().address());
                    json.objects("steps", plan.steps(), step -> {
                        json.text("direction", step.direction().word());
                        json.text("version", step.migration().version().text());
                        json.text("description", step.migration().description());
                        json.text("file", step.script().name());
                        json.number("bytes", step.script().size());
                    });
                },
                text -> {
                    plan.steps()
                            .forEach(step -> text.line("  " + step.direction().word() + "  "
                                    + step.migration().label() + "  "
                                    + text.style().dim(step.script().name())));
                    text.line(
                            plan.isEmpty()
                                    ? "Nothing to do: " + session.database().address() + " is where it should be."
                                    : Quantity.count(plan.steps().size(), "migration") + " would be applied to "
                                            + session.database().address() + ".");
                });
    }
}
