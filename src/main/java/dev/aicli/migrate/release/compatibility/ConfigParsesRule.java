package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.release.InstalledVersions.FileVersion;
import java.util.List;

/** Can every configuration file be read, and is it known at which version it is? */
final class ConfigParsesRule implements Rule {
    private static final String EXPECTED = "a file that can be read and has a version";

    @Override
    public Code code() {
        return Code.CONFIG_PARSES;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        boolean needed = situation.target().config().isPresent();
        return situation.versions().files().stream()
                .map(file -> verdict(file, needed))
                .toList();
    }

    private CheckResult verdict(FileVersion file, boolean needed) {
        if (file.fault().isPresent()) {
            return CheckResult.fail(code(), file.fault().get(), EXPECTED);
        }
        if (file.version().isEmpty() && needed) {
            return CheckResult.fail(
                    code(),
                    file.file() + " has no version, and no history",
                    EXPECTED,
                    "say it once: `aicli-web config baseline --version X " + file.file() + "`");
        }
        return CheckResult.pass(
                code(),
                file.file() + " is at " + file.version().map(Version::text).orElse("no version"),
                EXPECTED);
    }
}
