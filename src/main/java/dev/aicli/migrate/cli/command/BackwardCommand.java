package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.Direction;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;

/** A run that takes migrations back, and with them data: it asks first. */
abstract class BackwardCommand extends RunCommand {
    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    abstract Goal goal(SchemaSession session);

    @Override
    final RunReport run(Runner runner, SchemaSession session, RunStamp stamp) {
        return runner.run(goal(session), stamp, engineOptions(session));
    }

    @Override
    final boolean confirmed(CommandContext context, SchemaSession session) {
        Goal goal = goal(session);
        if (confirm.given()) {
            return true;
        }
        Plan plan = session.planner().preview(goal, engineOptions(session));
        if (plan.isEmpty()) {
            return false;
        }
        String back = plan.steps().stream()
                .filter(step -> step.direction() == Direction.DOWN)
                .map(step -> step.migration().label())
                .collect(Collectors.joining(", "));
        long count = plan.steps().stream()
                .filter(step -> step.direction() == Direction.DOWN)
                .count();
        confirm.confirm(
                context,
                "Take back " + Quantity.count(count, "migration") + " (" + back + ") in "
                        + session.database().address() + "?");
        return true;
    }
}
