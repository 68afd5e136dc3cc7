package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.EditRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Operations inside an operation. A refusal of one of them is a refusal of all. */
final class StepSequence {
    private static final String STEP = "step";

    private StepSequence() {}

    /** {@return a stash with a child for each step that did something} */
    static Stash up(YamlSite site, List<Step> steps, Stash earlier, List<String> notes) {
        List<Stash> records = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Outcome outcome = steps.get(i).up(site, of(earlier, i));
            record(outcome, i, records, notes);
        }
        return Stash.of(records);
    }

    static Stash down(YamlSite site, List<Step> steps, Stash stash, List<String> notes) {
        List<Stash> records = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Stash own = of(stash, i);
            if (!stash.isEmpty() && own.isEmpty()) {
                continue;
            }
            Outcome outcome = steps.get(i).down(site, own);
            record(outcome, i, records, notes);
        }
        return Stash.of(records);
    }

    private static Stash of(Stash all, int index) {
        return all.children(STEP).stream()
                .filter(each -> each.text("index").equals(Integer.toString(index)))
                .findFirst()
                .map(each -> each.children().isEmpty()
                        ? Stash.EMPTY
                        : each.children().get(0))
                .orElse(Stash.EMPTY);
    }

    private static void record(Outcome outcome, int index, List<Stash> records, List<String> notes) {
        if (outcome instanceof Outcome.Refused refused) {
            throw new EditRefusedException(refused.reason(), refused.position(), refused.text());
        }
        if (outcome instanceof Outcome.Skipped skipped && skipped.reason() != Outcome.Reason.ALREADY) {
            notes.add(skipped.text());
        }
        if (outcome instanceof Outcome.Applied applied) {
            notes.addAll(applied.notes());
            records.add(new Stash(Map.of("kind", STEP, "index", Integer.toString(index)), List.of(applied.stash())));
        }
    }

    static Lossiness lossiness(List<Step> steps) {
        return steps.stream().map(step -> step.operation().lossiness()).reduce(Lossiness.INVERTIBLE, Lossiness::and);
    }

    /** Reports operations that are not for YAML documents. */
    static List<Step> yamlOnly(Arguments arguments, String name) {
        List<Step> steps = arguments.steps(name);
        for (Step step : steps) {
            if (!(step.operation() instanceof YamlOperation)) {
                arguments.problem(name, "'" + step.operation().name() + "' cannot stand in here");
            }
        }
        return steps;
    }
}
