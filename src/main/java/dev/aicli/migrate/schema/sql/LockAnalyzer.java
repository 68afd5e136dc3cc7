package dev.aicli.migrate.schema.sql;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Tells beforehand, by their words, which locks a plan's statements take on tables. One analyzer reads one plan from
 * its beginning.
 */
public interface LockAnalyzer {
    /**
     * {@return by table, the strongest lock that the statement takes on it; empty when its words do not tell}
     *
     * @throws IOException never: the text is in memory
     */
    Optional<Map<String, LockMode>> of(SqlStatement statement) throws IOException;
}
