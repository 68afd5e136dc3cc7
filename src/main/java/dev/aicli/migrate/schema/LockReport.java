package dev.aicli.migrate.schema;

import dev.aicli.migrate.schema.DryRunStatement.TableLock;
import dev.aicli.migrate.schema.sql.LockAnalyzer;
import dev.aicli.migrate.schema.sql.LockMode;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which locks each statement of a trial takes, step by step. The transaction of the trial keeps them all, so what a
 * step takes that an earlier one holds already is known by the statement's words alone. The server is asked only where
 * something may have been locked that others use too: asking costs more the more is held.
 */
final class LockReport {
    /** What locks nothing but what its words name, when it reads nothing else. */
    private static final Pattern NAMES_ALL =
            Pattern.compile("(?i)(create|insert|update|delete|alter\\s+table|drop\\s+table|truncate|copy)\\b");

    private static final Pattern READS = Pattern.compile("(?i)\\b(select|using|from)\\b");
    private static final int LONGEST_READ = 64 << 10;

    private final SqlSession session;
    private final Optional<LockAnalyzer> analyzer;
    private final Map<TableLock, Long> held = new LinkedHashMap<>();
    private final Set<TableLock> ofStep = new HashSet<>();
    private final Set<Map<String, LockMode>> known = new HashSet<>();
    private Map<TableLock, Long> before = Map.of();

    /**
     * A report that knows of nothing yet.
     *
     * @param analyzer reads what the words tell; empty where the whole database is locked
     */
    LockReport(SqlSession session, Optional<LockAnalyzer> analyzer) {
        this.session = session;
        this.analyzer = analyzer;
    }

    void stepBegins() {
        before = new LinkedHashMap<>(held);
        ofStep.clear();
        known.clear();
    }

    /** What the step took was let go of. */
    void stepTakenBack() {
        held.clear();
        held.putAll(before);
    }

    /** {@return what the step's statement took that was just executed} */
    List<TableLock> takenBy(SqlStatement statement) throws StatementFailure, IOException {
        if (analyzer.isEmpty()) {
            return List.of();
        }
        List<TableLock> taken = new ArrayList<>();
        boolean isLong = statement.text().length() > LONGEST_READ;
        Optional<Map<String, LockMode>> words =
                isLong ? Optional.empty() : analyzer.get().of(statement);
        if (mayLockMore(statement, words)) {
            for (TableLock lock : session.locks()) {
                TableLock key = new TableLock(lock.mode(), lock.table(), 0);
                if (held.put(key, lock.bytes()) == null && ofStep.add(key)) {
                    taken.add(lock);
                }
            }
        }
        words.orElse(Map.of()).forEach((table, mode) -> heldBefore(mode.serverName(), table, taken));
        return taken;
    }

    private boolean mayLockMore(SqlStatement statement, Optional<Map<String, LockMode>> words) {
        if (words.isEmpty()) {
            return true;
        }
        String text = statement.text();
        boolean namesAll = NAMES_ALL.matcher(text).lookingAt();
        if (words.get().isEmpty()) {
            return !namesAll || READS.matcher(text).find();
        }
        boolean writesRows = words.get().values().stream().allMatch(LockMode.ROW_EXCLUSIVE::equals);
        // The same rows again and again are what large scripts are made of.
        return known.add(words.get()) || !writesRows || READS.matcher(text).find();
    }

    private void heldBefore(String mode, String named, List<TableLock> taken) {
        for (Map.Entry<TableLock, Long> lock : before.entrySet()) {
            TableLock key = lock.getKey();
            if (key.mode().equals(mode) && sameTable(key.table(), named) && ofStep.add(key)) {
                taken.add(new TableLock(mode, key.table(), lock.getValue()));
            }
        }
    }

    /** The server leaves out the schema of what the search path finds; a script may or may not. */
    private static boolean sameTable(String one, String other) {
        String a = one.replace("\"", "").toLowerCase(Locale.ROOT);
        String b = other.replace("\"", "").toLowerCase(Locale.ROOT);
        return a.equals(b) || a.endsWith("." + b) || b.endsWith("." + a);
    }
}
