package dev.aicli.migrate.platform.postgresql.compatibility;

import dev.aicli.migrate.release.Requirements.Extension;
import dev.aicli.migrate.release.compatibility.CheckResult;
import dev.aicli.migrate.release.compatibility.Code;
import dev.aicli.migrate.release.compatibility.LooseVersion;
import dev.aicli.migrate.release.compatibility.Rule;
import dev.aicli.migrate.release.compatibility.SchemaSide;
import dev.aicli.migrate.release.compatibility.Situation;
import java.util.List;

/** Are the extensions there that the release needs? */
public final class ExtensionsRule implements Rule {
    @Override
    public Code code() {
        return Code.EXTENSIONS;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        List<Extension> wanted = situation.target().requires().extensions();
        return situation
                .schema()
                .map(side -> wanted.stream()
                        .map(extension -> verdict(extension, side))
                        .toList())
                .orElse(List.of());
    }

    private CheckResult verdict(Extension extension, SchemaSide side) {
        String expected =
                extension.name() + extension.version().map(range -> " " + range).orElse("");
        String name = side.literal(extension.name());
        List<List<String>> installed =
                side.rows("SELECT extversion FROM pg_catalog.pg_extension WHERE extname = " + name);
        if (!installed.isEmpty()) {
            String version = installed.get(0).get(0);
            String found = extension.name() + " " + version + " is installed";
            return fits(extension, version)
                    ? CheckResult.pass(code(), found, expected)
                    : CheckResult.fail(code(), found, expected, "ALTER EXTENSION \"" + extension.name() + "\" UPDATE");
        }
        List<List<String>> available = side.rows(
                "SELECT coalesce(default_version, '0') FROM pg_catalog.pg_available_extensions WHERE name = " + name);
        if (available.isEmpty()) {
            return CheckResult.fail(
                    code(),
                    extension.name() + " is not on the server",
                    expected,
                    "install the package that has it on the server, then CREATE EXTENSION \"" + extension.name()
                            + "\"");
        }
        String version = available.get(0).get(0);
        String found = extension.name() + " " + version + " is on the server and not in this database";
        return fits(extension, version)
                ? CheckResult.warn(
                        code(),
                        found,
                        expected,
                        "CREATE EXTENSION \"" + extension.name() + "\", unless a migration of the release does so")
                : CheckResult.fail(code(), found, expected, "install a newer package of it on the server");
    }

    private static boolean fits(Extension extension, String version) {
        return extension
                .version()
                .map(range -> LooseVersion.in(version).filter(range::contains).isPresent())
                .orElse(true);
    }
}
