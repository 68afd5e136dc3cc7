package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.schema.DryRunStatement.TableLock;
import dev.aicli.migrate.schema.sql.LockAnalyzer;
import dev.aicli.migrate.schema.sql.LockMode;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The locks on tables that a plan is going to take.
 *
 * @param measured whether the scripts were tried; else they were only read
 * @param locks in the order in which they are taken, each once a step
 * @param notes what else there is to say, such as what was not found out; a sentence each
 */
public record PlannedLocks(boolean measured, List<PlannedLock> locks, List<String> notes) {
    /** Nothing is going to be locked. */
    public static final PlannedLocks NONE = new PlannedLocks(false, List.of(), List.of());

    /**
     * A lock on a table.
     *
     * @param step the migration that takes it, and keeps it until its end
     * @param line where the first statement that takes it begins
     * @param mode the server's name of it
     * @param table as the script names it; as the server does where it was measured
     */
    public record PlannedLock(Step step, long line, String mode, String table) {}

    public PlannedLocks {
        locks = List.copyOf(locks);
        notes = List.copyOf(notes);
    }

    /** {@return what is known of a database that has no locks on tables} */
    static PlannedLocks ofWholeDatabase(List<Step> steps) {
        return steps.isEmpty()
                ? NONE
                : new PlannedLocks(
                        false,
                        List.of(),
                        List.of("the whole database: others read, and do not write, during each migration"));
    }

    /** {@return what was seen when the steps were tried} */
    static PlannedLocks measured(List<DryRunStep> steps) {
        List<PlannedLock> locks = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (DryRunStep step : steps) {
            step.notTried()
                    .ifPresent(reason -> notes.add(step.step().migration().label() + " was not tried: " + reason));
            for (DryRunStatement statement : step.statements()) {
                for (TableLock lock : statement.locks()) {
                    if (!LockMode.effectOf(lock.mode()).isEmpty()) {
                        locks.add(new PlannedLock(step.step(), statement.line(), lock.mode(), lock.table()));
                    }
                }
            }
        }
        return new PlannedLocks(true, locks, notes);
    }

    /** {@return what the words of the scripts tell} */
    static PlannedLocks analyzed(List<Step> steps, SqlDialect dialect) {
        LockAnalyzer analyzer = dialect.lockAnalyzer().orElseThrow();
        List<PlannedLock> locks = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Step step : steps) {
            Script script = step.script();
            try (SqlScript statements = SqlScript.open(script.open(), dialect, ScriptPreparation.options(script))) {
                read(step, statements, analyzer, locks, notes);
            } catch (IOException e) {
                throw ScriptPreparation.unreadable(script, e);
            }
        }
        return new PlannedLocks(false, locks, notes);
    }

    private static void read(
            Step step, SqlScript statements, LockAnalyzer analyzer, List<PlannedLock> locks, List<String> notes)
            throws IOException {
        Set<PlannedLock> known = new HashSet<>();
        boolean told = true;
        for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
            long line = next.start().line();
            Optional<Map<String, LockMode>> analyzed = analyzer.of(next);
            if (analyzed.isEmpty() && told) {
                notes.add(step.migration().label() + ", line " + line + ": what its words do not tell");
                told = false;
            }
            for (Map.Entry<String, LockMode> lock : analyzed.orElse(Map.of()).entrySet()) {
                LockMode mode = lock.getValue();
                PlannedLock once = new PlannedLock(step, 0, mode.serverName(), lock.getKey());
                if (!mode.effect().isEmpty() && known.add(once)) {
                    locks.add(new PlannedLock(step, line, mode.serverName(), lock.getKey()));
                }
            }
        }
    }
}
