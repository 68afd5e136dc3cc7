package dev.aicli.migrate.release.compatibility;

import java.util.List;

/** Are the variables set that the release needs? Their values are nobody's business. */
final class EnvironmentRule implements Rule {
    @Override
    public Code code() {
        return Code.ENVIRONMENT;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        return situation.target().requires().environment().stream()
                .map(name -> verdict(
                        name,
                        situation.host().environment().getOrDefault(name, "").isEmpty()))
                .toList();
    }

    private CheckResult verdict(String name, boolean missing) {
        String expected = name + " is set, and not empty";
        return missing
                ? CheckResult.fail(
                        code(), name + " is not set, or empty", expected, "set it where the application runs and here")
                : CheckResult.pass(code(), name + " is set", expected);
    }
}
