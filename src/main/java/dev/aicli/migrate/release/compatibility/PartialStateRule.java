package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.engine.Partials;
import dev.aicli.migrate.schema.SchemaTrack;
import java.util.ArrayList;
import java.util.List;

/** Was every earlier run finished? */
final class PartialStateRule implements Rule {
    private static final String EXPECTED = "no run that ended half-way";

    @Override
    public Code code() {
        return Code.PARTIAL_STATE;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        List<CheckResult> verdicts = new ArrayList<>();
        situation
                .schema()
                .flatMap(side -> side.track()
                        .state(SchemaTrack.DATABASE, situation.history())
                        .partial())
                .ifPresent(partial -> verdicts.add(CheckResult.fail(
                        code(),
                        Partials.describe(partial),
                        EXPECTED,
                        "remove the cause, then `aicli-web migrate resume`; or put the database right by hand and"
                                + " declare its version with `aicli-web migrate force --version V`")));
        if (situation.config().filter(track -> track.interrupted()).isPresent()) {
            verdicts.add(CheckResult.fail(
                    code(),
                    "a run on the configuration files was interrupted",
                    EXPECTED,
                    "the next `aicli-web config up` or `config down` finishes or undoes it"));
        }
        return verdicts.isEmpty() ? List.of(CheckResult.pass(code(), "every run came to its end", EXPECTED)) : verdicts;
    }
}
