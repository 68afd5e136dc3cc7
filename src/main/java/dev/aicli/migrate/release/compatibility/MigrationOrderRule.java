package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.model.PartialStateException;
import dev.aicli.migrate.release.compatibility.Situation.Planned;
import java.util.List;

/** Can the steps to the release's schema be put in order: nothing out of order, nothing missing, nothing beyond? */
final class MigrationOrderRule implements Rule {
    @Override
    public Code code() {
        return Code.MIGRATION_ORDER;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        boolean applies = situation
                .schema()
                .filter(side -> situation.unreadable(side.track()).isEmpty())
                .isPresent();
        if (!applies || situation.target().schema().isEmpty()) {
            return List.of();
        }
        String expected =
                "a plan to schema version " + situation.target().schema().get();
        Planned planned = situation.schemaPlan();
        if (planned.refusal().isEmpty()) {
            int steps = planned.plan().steps().size();
            return List.of(CheckResult.pass(code(), steps + (steps == 1 ? " migration" : " migrations"), expected));
        }
        // That is a rule of its own.
        return planned.refusal().get() instanceof PartialStateException
                ? List.of()
                : List.of(CheckResult.fail(code(), planned.refusal().get(), expected));
    }
}
