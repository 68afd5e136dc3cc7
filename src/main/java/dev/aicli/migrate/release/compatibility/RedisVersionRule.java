package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.backup.RedisSnapshot;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.release.VersionRange;
import java.util.List;
import java.util.Optional;

/** Is the Redis server of a version that the release works with? It is the one that is backed up. */
final class RedisVersionRule implements Rule {
    @Override
    public Code code() {
        return Code.REDIS_VERSION;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        return situation.target().requires().redis().stream()
                .map(range -> verdict(range, situation.host().source(RedisSnapshot.class)))
                .toList();
    }

    private CheckResult verdict(VersionRange range, Optional<RedisSnapshot> redis) {
        String expected = "Redis " + range;
        if (redis.isEmpty()) {
            return CheckResult.warn(
                    code(), "the project names no Redis server", expected, "name it in the project file: backup.redis");
        }
        try {
            String version = redis.get().serverVersion();
            return LooseVersion.in(version).filter(range::contains).isPresent()
                    ? CheckResult.pass(code(), "Redis " + version, expected)
                    : CheckResult.fail(
                            code(), "Redis " + version, expected, "bring the server to such a version first");
        } catch (BackupException e) {
            return CheckResult.fail(code(), e, expected);
        }
    }
}
