package dev.aicli.migrate.release.compatibility;

import java.util.List;

/** One question about an installation and a release. A rule looks and changes nothing. */
public interface Rule {
    /** {@return its name} */
    Code code();

    /**
     * {@return what it came to: a verdict for each thing that it looked at; none where it does not apply}
     *
     * @throws dev.aicli.migrate.model.MigrateException when it cannot tell, which counts as a failure
     */
    List<CheckResult> check(Situation situation);
}
