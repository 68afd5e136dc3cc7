package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.MigrationFailedException;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.release.compatibility.SchemaSide.Trial;
import dev.aicli.migrate.release.compatibility.Situation.Planned;
import dev.aicli.migrate.schema.DryRunStep;
import dev.aicli.migrate.schema.DryRunStep.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Do the schema migrations run? Tried in a transaction that is rolled back, or in a temporary database. */
final class SchemaTrialRule implements Rule {
    private static final String EXPECTED = "migrations that run";

    @Override
    public Code code() {
        return Code.SCHEMA_TRIAL;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        Planned planned = situation.schemaPlan();
        if (situation.schema().isEmpty()) {
            return List.of();
        }
        if (planned.refusal().isPresent()) {
            return List.of(CheckResult.warn(
                    code(), "not tried: there is no plan", EXPECTED, "remove what the other rules found first"));
        }
        Optional<Trial> trial = situation.schema().get().trial();
        if (planned.plan().isEmpty()) {
            return List.of(CheckResult.pass(code(), "no migration is pending", EXPECTED));
        }
        return trial.isEmpty()
                ? List.of(CheckResult.warn(
                        code(),
                        "not tried, as was asked for",
                        EXPECTED,
                        "leave --no-trial out, or use `migrate dry-run`"))
                : tried(trial.get(), planned.plan());
    }

    private List<CheckResult> tried(Trial trial, Plan plan) {
        List<DryRunStep> steps;
        try {
            steps = trial.of(plan);
        } catch (LockException e) {
            return List.of(CheckResult.warn(
                    code(),
                    "not tried: " + e.getMessage(),
                    EXPECTED,
                    e.nextStep().orElse("try again later")));
        } catch (MigrationFailedException | ValidationException e) {
            return List.of(CheckResult.fail(code(), e, EXPECTED));
        }
        List<CheckResult> verdicts = new ArrayList<>();
        count(steps, Place.TRANSACTION, " tried and rolled back", verdicts);
        count(steps, Place.COPY, " tried on a copy of the database", verdicts);
        count(steps, Place.EMPTY_COPY, " tried on a copy of the database without rows", verdicts);
        for (DryRunStep step : steps) {
            step.failure().ifPresent(failure -> verdicts.add(CheckResult.fail(code(), failure, EXPECTED)));
            step.notTried()
                    .ifPresent(reason -> verdicts.add(CheckResult.warn(
                            code(),
                            step.step().migration().label() + " was not tried: " + reason,
                            EXPECTED,
                            "try it on a copy of the database")));
        }
        return verdicts;
    }

    private void count(List<DryRunStep> steps, Place place, String how, List<CheckResult> verdicts) {
        long count = steps.stream()
                .filter(step -> step.triedIn() == place && step.failure().isEmpty())
                .count();
        if (count > 0) {
            verdicts.add(CheckResult.pass(code(), count + (count == 1 ? " migration" : " migrations") + how, EXPECTED));
        }
    }
}
