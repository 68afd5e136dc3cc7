package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.engine.Finding;
import dev.aicli.migrate.engine.Finding.Severity;
import dev.aicli.migrate.engine.Track;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Do the files of applied migrations still say what was applied? */
final class ChecksumsRule implements Rule {
    private static final String EXPECTED = "files of applied migrations as they were applied";

    @Override
    public Code code() {
        return Code.CHECKSUMS;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        Set<Finding> findings = new LinkedHashSet<>();
        for (Track track : situation.tracks()) {
            situation
                    .readable(track)
                    .forEach(subject ->
                            findings.addAll(situation.inspection(track, subject).drift()));
        }
        List<CheckResult> verdicts = new ArrayList<>();
        for (Finding finding : findings) {
            String found = finding.location().map(place -> place + ": ").orElse("") + finding.message();
            verdicts.add(
                    finding.severity() == Severity.ERROR
                            ? CheckResult.fail(
                                    code(),
                                    found,
                                    EXPECTED,
                                    "put the file back as it was and write a new migration for the change; or accept it"
                                            + " with `aicli-web migrate repair`")
                            : CheckResult.warn(
                                    code(), found, EXPECTED, "nothing, or accept it with `aicli-web migrate repair`"));
        }
        return verdicts.isEmpty() ? List.of(CheckResult.pass(code(), "no file was changed", EXPECTED)) : verdicts;
    }
}
