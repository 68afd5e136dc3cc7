package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.ReleaseGraph;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Do the releases' own {@code from} let the installed one come to the wanted one? */
final class ReleasePathRule implements Rule {
    @Override
    public Code code() {
        return Code.RELEASE_PATH;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        Release target = situation.target();
        String expected = "a way to " + target.version();
        Optional<SemanticVersion> installed = situation.installed().version();
        Optional<List<Release>> way = situation.way();
        if (way.isPresent()) {
            return List.of(CheckResult.pass(code(), describe(installed, way.get()), expected));
        }
        if (installed.isEmpty()) {
            return List.of(CheckResult.fail(
                    code(),
                    String.join("; ", situation.installed().reasons()),
                    expected,
                    "declare the installed release: `aicli-web release baseline --version X`"));
        }
        boolean older = target.version().compareTo(installed.get()) < 0;
        String next = new ReleaseGraph(situation.manifest())
                .after(installed.get()).stream()
                        .map(release -> release.version().text())
                        .collect(Collectors.joining(", "));
        return List.of(CheckResult.fail(
                code(),
                older
                        ? target.version() + " is older than " + installed.get() + ", which is installed"
                        : "no way leads from " + installed.get() + " to " + target.version(),
                expected,
                older
                        ? "to go back: `aicli-web rollback --target-version " + target.version() + "`"
                        : next.isEmpty()
                                ? "no release of " + situation.manifest().file() + " may follow " + installed.get()
                                : "from here lead ways to: " + next));
    }

    private static String describe(Optional<SemanticVersion> installed, List<Release> way) {
        if (way.isEmpty()) {
            return installed.orElseThrow() + " is installed already";
        }
        String stops = way.stream().map(stop -> stop.version().text()).collect(Collectors.joining(", then "));
        return installed.map(from -> "from " + from + " to ").orElse("a new installation of ") + stops;
    }
}
