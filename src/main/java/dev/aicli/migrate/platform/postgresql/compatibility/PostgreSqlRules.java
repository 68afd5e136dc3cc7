package dev.aicli.migrate.platform.postgresql.compatibility;

import dev.aicli.migrate.release.compatibility.DatabaseRules;
import dev.aicli.migrate.release.compatibility.Rule;
import java.util.List;

/** What is asked of a PostgreSQL server. */
public final class PostgreSqlRules implements DatabaseRules {
    @Override
    public List<Rule> rules() {
        return List.of(
                new WritableRule(),
                new ExtensionsRule(),
                new PrivilegesRule(),
                new LongTransactionsRule(),
                new LocksRule(),
                new ReplicationLagRule());
    }
}
