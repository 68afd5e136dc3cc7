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
    public List<Verdict> check(Situation situation) {
        return situation.target().requires().redis().stream()
                .map(range -> verdict(range, situation.host().source(RedisSnapshot.class)))
                .toList();
    }

    private Verdict verdict(VersionRange range, Optional<RedisSnapshot> redis) {
        String expected = "Redis " + range;
        if (redis.isEmpty()) {
            return Verdict.warn(
                    code(), "the project names no Redis server", expected, "name it in the project file: backup.redis");
        }
        try {
            String version = redis.get().serverVersion();
            return LooseVersion.in(version).filter(range::contains).isPresent()
                    ? Verdict.pass(code(), "Redis " + version, expected)
                    : Verdict.fail(code(), "Redis " + version, expected, "bring the server to such a version first");
        } catch (BackupException e) {
            return Verdict.fail(code(), e, expected);
        }
    }
}
