package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.config.ConfigTrack;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.model.MigrateException;
import java.util.ArrayList;
import java.util.List;

/** Does every configuration file go through its migrations? Tried in memory, nothing is written. */
final class ConfigMigratesRule implements Rule {
    @Override
    public Code code() {
        return Code.CONFIG_MIGRATES;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        List<CheckResult> verdicts = new ArrayList<>();
        situation
                .config()
                .ifPresent(track -> situation.configPlans().forEach((subject, planned) -> {
                    String expected = subject.target() + " at configuration version "
                            + situation.target().config().orElseThrow();
                    boolean unreadable = situation.unreadable(track).isPresent()
                            || situation.versions().files().stream()
                                    .anyMatch(file -> file.file().equals(subject.target())
                                            && (file.fault().isPresent()
                                                    || file.version().isEmpty()));
                    if (unreadable) {
                        // Those are rules of their own.
                        return;
                    }
                    verdicts.add(planned.refusal()
                            .map(refusal -> CheckResult.fail(code(), refusal, expected))
                            .orElseGet(() -> tried(situation, track, planned.plan(), expected)));
                }));
        return verdicts;
    }

    private CheckResult tried(Situation situation, ConfigTrack track, Plan plan, String expected) {
        try {
            track.rehearse(plan, situation.history(), situation.ledger());
            int steps = plan.steps().size();
            return CheckResult.pass(
                    code(),
                    steps == 0 ? "it is there" : steps + (steps == 1 ? " step" : " steps") + " tried in memory",
                    expected);
        } catch (MigrateException e) {
            return CheckResult.fail(code(), e, expected);
        }
    }
}
