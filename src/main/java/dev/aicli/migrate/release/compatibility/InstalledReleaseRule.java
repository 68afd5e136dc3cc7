package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.release.InstalledRelease;
import dev.aicli.migrate.release.InstalledRelease.Source;
import java.util.List;

/** Are schema and configuration where the installed release says they are? */
final class InstalledReleaseRule implements Rule {
    @Override
    public Code code() {
        return Code.INSTALLED_RELEASE;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        InstalledRelease installed = situation.installed();
        String found = installed.shown() + ": " + String.join("; ", installed.reasons());
        String expected = "a release whose versions are those in force";
        if (installed.agrees() || installed.source() == Source.UNKNOWN) {
            // What cannot be told at all is the path's failure.
            return installed.agrees() ? List.of(CheckResult.pass(code(), found, expected)) : List.of();
        }
        return List.of(CheckResult.warn(
                code(),
                found,
                expected,
                "somebody migrated a part by itself: take it to the release's version with `migrate` or `config`"));
    }
}
