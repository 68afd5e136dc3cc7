package dev.aicli.migrate.database;

import java.util.List;
import java.util.Map;

/**
 * What a database says of a table that may be one of ours.
 *
 * @param columns the type of each column, by its name in lower case
 * @param oddities what no table of ours has, for a person: another owner whom nobody vouches for, a trigger, a rule, a
 *     default. Each of them lets somebody else decide what happens when we read or write it
 */
public record TableFacts(Map<String, String> columns, List<String> oddities) {
    public TableFacts {
        columns = Map.copyOf(columns);
        oddities = List.copyOf(oddities);
    }
}
