package dev.aicli.migrate.platform.postgresql.compatibility;

import dev.aicli.migrate.release.compatibility.Age;
import dev.aicli.migrate.release.compatibility.CheckResult;
import dev.aicli.migrate.release.compatibility.Code;
import dev.aicli.migrate.release.compatibility.Rule;
import dev.aicli.migrate.release.compatibility.SchemaSide;
import dev.aicli.migrate.release.compatibility.Situation;
import java.util.ArrayList;
import java.util.List;

/** Do the standbys keep up? A migration writes much at once, and what reads from a standby reads the old schema. */
public final class ReplicationLagRule implements Rule {
    @Override
    public Code code() {
        return Code.REPLICATION_LAG;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        return situation
                .schema()
                .map(side -> verdicts(side, situation.limits().replicationLag().toMillis()))
                .orElse(List.of());
    }

    private List<CheckResult> verdicts(SchemaSide side, long limitMillis) {
        List<List<String>> standbys = side.rows("SELECT coalesce(nullif(application_name, ''), 'a standby')"
                + " || coalesce(' at ' || client_addr::text, ''), state, "
                + "coalesce((extract(epoch FROM replay_lag) * 1000)::pg_catalog.int8, 0)"
                + " FROM pg_catalog.pg_stat_replication WHERE state IS NULL OR state <> 'backup' ORDER BY 1");
        List<CheckResult> verdicts = new ArrayList<>();
        String expected = "standbys less than " + Age.text(limitMillis) + " behind";
        for (List<String> standby : standbys) {
            long lag = Long.parseLong(standby.get(2));
            String state = standby.get(1).isEmpty() ? "not to be seen by this user" : standby.get(1);
            String found = standby.get(0) + " is " + Age.text(lag) + " behind (" + state + ")";
            boolean keepsUp = lag < limitMillis && standby.get(1).equals("streaming");
            verdicts.add(
                    keepsUp
                            ? CheckResult.pass(code(), found, expected)
                            : CheckResult.warn(
                                    code(), found, expected, "wait until it has caught up, or look into it"));
        }
        return verdicts;
    }
}
