package dev.aicli.migrate.platform.postgresql.compatibility;

import dev.aicli.migrate.database.SqlMasking;
import dev.aicli.migrate.release.compatibility.Age;
import dev.aicli.migrate.release.compatibility.CheckResult;
import dev.aicli.migrate.release.compatibility.Code;
import dev.aicli.migrate.release.compatibility.Rule;
import dev.aicli.migrate.release.compatibility.SchemaSide;
import dev.aicli.migrate.release.compatibility.Situation;
import java.util.ArrayList;
import java.util.List;

/** Is a transaction open for so long that migrations would wait for its locks, or it for theirs? */
public final class LongTransactionsRule implements Rule {
    private static final int WARN_FROM = 10;
    private static final int SHOWN = 60;

    @Override
    public Code code() {
        return Code.LONG_TRANSACTIONS;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        return situation
                .schema()
                .map(side -> verdicts(side, situation.limits().transaction().toMillis()))
                .orElse(List.of());
    }

    private List<CheckResult> verdicts(SchemaSide side, long limitMillis) {
        String expected = "no transaction open for " + Age.text(limitMillis / WARN_FROM) + " or longer";
        List<CheckResult> verdicts = new ArrayList<>();
        for (List<String> row : side.rows(sessions(limitMillis / WARN_FROM))) {
            long age = Long.parseLong(row.get(0));
            String found = "a transaction of " + row.get(1) + " is open for " + Age.text(age)
                    + (row.get(2).isEmpty() ? "" : ": " + shown(row.get(2)));
            String remedy = row.get(3);
            verdicts.add(
                    age >= limitMillis
                            ? CheckResult.fail(code(), found, expected, remedy)
                            : CheckResult.warn(code(), found, expected, remedy));
        }
        String hidden = side.value("SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datname ="
                + " pg_catalog.current_database() AND state IS NULL AND backend_type = 'client backend'"
                + " AND pid <> pg_catalog.pg_backend_pid()");
        if (!hidden.equals("0")) {
            verdicts.add(CheckResult.warn(
                    code(),
                    hidden + " sessions of other users cannot be looked at",
                    expected,
                    "GRANT pg_read_all_stats TO the user that migrates"));
        }
        return verdicts.isEmpty() ? List.of(CheckResult.pass(code(), "none", expected)) : verdicts;
    }

    /** Masked before it is shortened: a password that is cut in two looks like none. */
    private static String shown(String query) {
        String line = SqlMasking.mask(query).replaceAll("\\s+", " ");
        return line.substring(0, Math.min(SHOWN, line.length()));
    }

    private static String sessions(long millis) {
        String age = "(extract(epoch FROM pg_catalog.clock_timestamp() - %s) * 1000)::pg_catalog.int8";
        String open = age.formatted("xact_start");
        String prepared = age.formatted("prepared");
        return "SELECT " + open + ", 'pid ' || pid || ', user ' || coalesce(usename, '?') || ', '"
                + " || coalesce(nullif(application_name, ''), 'no application name'), "
                + "coalesce(query, ''), "
                + "'wait for it to end, or end it: SELECT pg_terminate_backend(' || pid || ')'"
                + " FROM pg_catalog.pg_stat_activity WHERE datname = pg_catalog.current_database()"
                + " AND pid <> pg_catalog.pg_backend_pid() AND backend_type = 'client backend' AND " + open + " >= "
                + millis
                + " UNION ALL SELECT " + prepared + ", owner || ' (prepared, ' || gid || ')', '', "
                + "'end it: COMMIT PREPARED or ROLLBACK PREPARED ' || pg_catalog.quote_literal(gid)"
                + " FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database() AND " + prepared
                + " >= " + millis + " ORDER BY 1 DESC LIMIT 20";
    }
}
