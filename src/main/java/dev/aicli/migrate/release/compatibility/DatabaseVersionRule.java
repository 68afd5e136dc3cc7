package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.VersionRange;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Is the database of a kind and version that the release works on? */
final class DatabaseVersionRule implements Rule {
    @Override
    public Code code() {
        return Code.DATABASE_VERSION;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        Map<String, VersionRange> wanted = new TreeMap<>(Comparator.naturalOrder());
        wanted.putAll(situation.target().requires().databases());
        return situation
                .schema()
                .map(side -> List.of(verdict(situation.target(), wanted, side)))
                .orElse(List.of());
    }

    private CheckResult verdict(Release target, Map<String, VersionRange> wanted, SchemaSide side) {
        String found;
        try {
            found = side.database().productVersion(side.connection());
        } catch (SQLException e) {
            throw new ConnectionException(
                            "cannot ask " + side.database().address() + " for its version: " + e.getMessage(), e)
                    .next("run the same command again");
        }
        if (wanted.isEmpty()) {
            return CheckResult.pass(code(), found, "any database");
        }
        String expected = String.join(
                " or ",
                wanted.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
        Optional<VersionRange> range =
                Optional.ofNullable(wanted.get(side.database().kind()));
        if (range.isEmpty()) {
            return CheckResult.fail(
                    code(), found, expected, target.version() + " does not work on this kind of database");
        }
        boolean fits = LooseVersion.in(found).filter(range.get()::contains).isPresent();
        return fits
                ? CheckResult.pass(code(), found, expected)
                : CheckResult.fail(code(), found, expected, "bring the server to such a version first");
    }
}
