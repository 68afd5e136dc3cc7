package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.release.HealthProbe;
import java.net.URI;
import java.util.List;

/** Is the application well now? After the upgrade, the same address decides whether to keep it. */
final class HealthRule implements Rule {
    @Override
    public Code code() {
        return Code.HEALTH;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        return situation.target().requires().health().stream()
                .map(this::verdict)
                .toList();
    }

    private CheckResult verdict(String address) {
        String expected = shown(address) + " answers with a 2xx status";
        HealthProbe.Answer answer = new HealthProbe(URI.create(address)).ask();
        if (answer.well()) {
            return CheckResult.pass(code(), answer.text(), expected);
        }
        return answer.reached()
                ? CheckResult.fail(
                        code(), answer.text(), expected, "see what ails the application, before it is upgraded")
                : CheckResult.warn(
                        code(),
                        answer.text(),
                        expected,
                        "nothing, when the application is stopped for the upgrade; else start it");
    }

    /** A name, a password or a token may stand before the host and after the path. */
    private static String shown(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + uri.getRawPath();
    }
}
