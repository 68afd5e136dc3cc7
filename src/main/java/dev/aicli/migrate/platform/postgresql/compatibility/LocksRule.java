package dev.aicli.migrate.platform.postgresql.compatibility;

import dev.aicli.migrate.release.compatibility.CheckResult;
import dev.aicli.migrate.release.compatibility.Code;
import dev.aicli.migrate.release.compatibility.Rule;
import dev.aicli.migrate.release.compatibility.SchemaSide;
import dev.aicli.migrate.release.compatibility.Situation;
import java.util.List;

/** Does somebody hold a table in a way that keeps migrations from it? */
public final class LocksRule implements Rule {
    private static final String EXPECTED = "no session that holds tables against changes";

    @Override
    public Code code() {
        return Code.LOCKS;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        return situation.schema().map(this::verdicts).orElse(List.of());
    }

    private List<CheckResult> verdicts(SchemaSide side) {
        List<CheckResult> held = side
                .rows("SELECT l.pid, coalesce(a.usename, '?'), l.mode, n.nspname || '.' || c.relname"
                        + " FROM pg_catalog.pg_locks l"
                        + " JOIN pg_catalog.pg_class c ON c.oid = l.relation"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
                        + " WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()"
                        + " AND l.database = (SELECT oid FROM pg_catalog.pg_database"
                        + " WHERE datname = pg_catalog.current_database())"
                        + " AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')"
                        + " AND n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')"
                        + " AND c.relkind IN ('r', 'p', 'm', 'v', 'f') ORDER BY 4, 1 LIMIT 20")
                .stream()
                .map(row -> CheckResult.warn(
                        code(),
                        "pid " + row.get(0) + ", user " + row.get(1) + ", holds " + row.get(3) + " (" + row.get(2)
                                + ")",
                        EXPECTED,
                        "wait for it to end, or end it: SELECT pg_terminate_backend(" + row.get(0) + ")"))
                .toList();
        return held.isEmpty() ? List.of(CheckResult.pass(code(), "none", EXPECTED)) : held;
    }
}
