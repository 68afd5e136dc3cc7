package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Is there a way back by scripts? Where there is none, only the backup leads back, without what was written since. */
final class WayBackRule implements Rule {
    private static final String EXPECTED = "a way back by down scripts";

    @Override
    public Code code() {
        return Code.WAY_BACK;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        List<CheckResult> verdicts = new ArrayList<>();
        String releases = situation.stops().stream()
                .filter(Release::irreversible)
                .map(release -> release.version().text())
                .collect(Collectors.joining(", "));
        if (!releases.isEmpty()) {
            verdicts.add(warn(releases + " cannot be taken back (irreversible)"));
        }
        String migrations = situation.schemaPlan().plan().steps().stream()
                .map(Step::migration)
                .filter(migration -> migration.down().isEmpty())
                .map(migration -> migration.label())
                .collect(Collectors.joining(", "));
        if (!migrations.isEmpty()) {
            verdicts.add(warn("no down script: " + migrations));
        }
        boolean planned = situation.schemaPlan().refusal().isEmpty();
        return verdicts.isEmpty() && planned
                ? List.of(CheckResult.pass(code(), "every step can be taken back", EXPECTED))
                : verdicts;
    }

    private CheckResult warn(String found) {
        return CheckResult.warn(
                code(),
                found,
                EXPECTED,
                "the way back is the backup: make sure that it can be restored, and that what is written meanwhile may be"
                        + " lost");
    }
}
