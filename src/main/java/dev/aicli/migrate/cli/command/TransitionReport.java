package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.HistoryPlace;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.transition.ReturnPoint;
import dev.aicli.migrate.release.transition.RollbackPlan;
import dev.aicli.migrate.release.transition.Transition;
import dev.aicli.migrate.release.transition.UpgradePlan;
import dev.aicli.migrate.release.transition.Verification;
import dev.aicli.migrate.schema.PlannedLocks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is told of an upgrade or a rollback, planned or done, as text and as JSON. */
final class TransitionReport {
    /** How it ended. */
    enum Ending {
        PLANNED,
        DONE,
        ALREADY_THERE,
        NOTHING_CHANGED,
        UNDONE,
        NOT_UNDONE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final HistoryPlace place;
    private Ending ending = Ending.NOTHING_CHANGED;
    private Optional<String> runId = Optional.empty();
    private Optional<String> from = Optional.empty();
    private Optional<String> to;
    private List<String> stops = List.of();
    private Optional<String> undone = Optional.empty();
    private Optional<String> backupId = Optional.empty();
    private Optional<RollbackPlan> rollback = Optional.empty();
    private Optional<String> nothingToDo = Optional.empty();
    private List<String> breaking = List.of();
    private List<String> irreversible = List.of();
    private Optional<PlannedLocks> locks = Optional.empty();
    private Optional<Long> backupSize = Optional.empty();
    private List<StepResult> steps = List.of();
    private Optional<Verification> verification = Optional.empty();
    private long durationMillis;

    TransitionReport(HistoryPlace place, Optional<String> to) {
        this.place = place;
        this.to = to;
    }

    TransitionReport of(UpgradePlan plan) {
        from = plan.installed().map(Object::toString);
        stops = plan.stops().stream()
                .map(Release::version)
                .map(Object::toString)
                .toList();
        breaking = plan.breaking();
        irreversible = plan.irreversible();
        return steps(planned(plan.steps()));
    }

    TransitionReport of(RollbackPlan plan) {
        from = plan.installed();
        to = plan.point().installation().release();
        rollback = Optional.of(plan);
        return steps(planned(plan.steps()));
    }

    private static List<StepResult> planned(List<Step> steps) {
        return steps.stream().map(step -> new StepResult(step, 0, 0, List.of())).toList();
    }

    TransitionReport ending(Ending how) {
        ending = how;
        return this;
    }

    TransitionReport run(String id, Optional<String> backup, long millis) {
        runId = Optional.of(id);
        backupId = backup;
        durationMillis = millis;
        return this;
    }

    TransitionReport steps(List<StepResult> done) {
        steps = done;
        return this;
    }

    TransitionReport undone(String how) {
        undone = Optional.of(how);
        return this;
    }

    TransitionReport locks(PlannedLocks plannedLocks) {
        locks = Optional.of(plannedLocks);
        return this;
    }

    TransitionReport backupSize(Optional<Long> bytes) {
        backupSize = bytes;
        return this;
    }

    TransitionReport because(Optional<String> reason) {
        nothingToDo = reason;
        return this;
    }

    /** {@return the backup that has the state that a rollback leads to} */
    Optional<String> restores() {
        return rollback.map(RollbackPlan::point).flatMap(ReturnPoint::backupId);
    }

    TransitionReport verification(Verification result) {
        verification = Optional.of(result);
        return this;
    }

    void write(JsonWriter json) {
        HistoryPlaceJson.write(json, place);
        json.text("outcome", ending.word());
        json.text("runId", runId);
        json.text("from", from);
        json.text("to", to);
        json.texts("stops", stops);
        json.text("undone", undone);
        json.text("backupId", backupId);
        json.text("strategy", rollback.map(plan -> plan.strategy().name().toLowerCase(Locale.ROOT)));
        json.text("why", nothingToDo.or(() -> rollback.map(RollbackPlan::why)));
        json.objects("takesBack", takesBack(), upgrade -> write(json, upgrade));
        json.text("restores", restores());
        json.texts("breaking", breaking);
        json.texts("irreversible", irreversible);
        json.texts("losses", rollback.map(RollbackPlan::losses).orElse(List.of()));
        json.object("locks", locks, plannedLocks -> LockText.write(json, plannedLocks));
        if (backupSize.isPresent()) {
            json.number("backupSize", backupSize.get());
        } else {
            json.nothing("backupSize");
        }
        Steps.write(json, steps);
        json.object("verification", verification, result -> VerificationText.write(json, result));
        json.number("durationMillis", durationMillis);
    }

    private List<Transition> takesBack() {
        return rollback.map(plan -> plan.point().takenBack()).orElse(List.of());
    }

    private static void write(JsonWriter json, Transition upgrade) {
        json.text("from", upgrade.before().release());
        json.text("to", upgrade.to());
        json.text("runId", upgrade.runId());
        json.text("at", upgrade.at().toString());
    }

    /** Shows what is going to be done, for a person who has to decide. */
    void printPlan(TextOutput text) {
        text.line("From      " + from.orElse("none"));
        text.line("To        " + to.orElse("none"));
        for (Transition upgrade : takesBack()) {
            text.line(
                    "Takes back the upgrade from " + upgrade.before().release().orElse("none") + " to "
                            + upgrade.destination() + " (run " + upgrade.runId() + " at " + upgrade.at() + ")");
        }
        if (stops.size() > 1) {
            text.line("By way of " + String.join(", ", stops.subList(0, stops.size() - 1)));
        }
        rollback.ifPresent(plan -> text.line("Strategy  "
                + (plan.strategy() == RollbackPlan.Strategy.DOWN
                        ? "down scripts"
                        : "restore backup " + plan.point().backupId().orElse(""))
                + " (" + plan.why() + ")"));
        backupSize.ifPresent(bytes -> text.line("Backup    " + Quantity.size(bytes) + " at most"));
        for (StepResult result : steps) {
            Step step = result.step();
            text.line("  " + step.subject().target() + "  " + step.direction().word() + "  "
                    + step.migration().label());
        }
        locks.ifPresent(plannedLocks -> LockText.print(text, plannedLocks));
        breaking.forEach(note -> text.line(text.style().yellow("breaking:") + " " + note));
        irreversible.forEach(note -> text.line(text.style().red("irreversible:") + " " + note));
        rollback.map(RollbackPlan::losses)
                .orElse(List.of())
                .forEach(loss -> text.line(text.style().red("will be lost:") + " " + loss));
    }
}
