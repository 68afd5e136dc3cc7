package dev.aicli.migrate.config.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code choose}: the operations of the first case whose condition holds. The case is kept for the way back. */
record Choose(List<Case> cases) implements YamlOperation {
    private static final String BRANCH = "branch";

    /** A condition and what is done when it holds; without conditions it always does. */
    record Case(List<Condition> when, List<Step> steps) {}

    static Operation read(Arguments arguments) {
        List<Case> cases = new ArrayList<>();
        for (Arguments one : arguments.list("cases")) {
            List<Condition> when = Condition.parse(one);
            if (when.isEmpty()) {
                one.problem("when", "a case needs 'when'");
            }
            cases.add(new Case(when, StepSequence.yamlOnly(one, "do")));
            one.rejectUnknown();
        }
        if (cases.isEmpty()) {
            arguments.problem("cases", "'cases' is a list of 'when' and 'do'");
        }
        if (arguments.has("otherwise")) {
            cases.add(new Case(List.of(), StepSequence.yamlOnly(arguments, "otherwise")));
        }
        return new Choose(List.copyOf(cases));
    }

    @Override
    public String name() {
        return "choose";
    }

    @Override
    public Lossiness lossiness() {
        return cases.stream()
                .map(each -> StepSequence.lossiness(each.steps()))
                .reduce(Lossiness.STASHED, Lossiness::and);
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            if (one.when().stream().allMatch(condition -> condition.holds(site))) {
                List<String> notes = new ArrayList<>();
                String branch = Integer.toString(i);
                Stash own = earlier.text(BRANCH).equals(branch) ? earlier.with(BRANCH, null) : Stash.EMPTY;
                Stash stash = StepSequence.up(site, one.steps(), own, notes);
                return stash.isEmpty() && notes.isEmpty()
                        ? Outcome.already("choose")
                        : new Outcome.Applied(new Stash(Map.of(BRANCH, branch), stash.children()), notes);
            }
        }
        return new Outcome.Skipped(Outcome.Reason.CONDITION, "choose: no case fits");
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        if (stash.get(BRANCH).isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.MISSING, "choose: the case that was taken is not known");
        }
        int branch = Integer.parseInt(stash.text(BRANCH));
        if (branch >= cases.size()) {
            return new Outcome.Skipped(Outcome.Reason.MISSING, "choose: the case that was taken is gone");
        }
        List<String> notes = new ArrayList<>();
        Stash kept = StepSequence.down(site, cases.get(branch).steps(), Stash.of(stash.children()), notes);
        return new Outcome.Applied(new Stash(Map.of(BRANCH, Integer.toString(branch)), kept.children()), notes);
    }
}
