package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.schema.RehearsedStatement.TableLock;
import dev.aicli.migrate.schema.sql.LockForecast;
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
public record LockOutlook(boolean measured, List<PlannedLock> locks, List<String> notes) {
    /** Nothing is going to be locked. */
    public static final LockOutlook NONE = new LockOutlook(false, List.of(), List.of());

    /**
     * A lock on a table.
     *
     * @param step the migration that takes it, and keeps it until its end
     * @param line where the first statement that takes it begins
     * @param mode the server's name of it
     * @param table as the script names it; as the server does where it was measured
     */
    public record PlannedLock(Step step, long line, String mode, String table) {}

    public LockOutlook {
        locks = List.copyOf(locks);
        notes = List.copyOf(notes);
    }

    /** {@return what is known of a database that has no locks on tables} */
    static LockOutlook ofWholeDatabase(List<Step> steps) {
        return steps.isEmpty()
                ? NONE
                : new LockOutlook(
                        false,
                        List.of(),
                        List.of("the whole database: others read, and do not write, during each migration"));
    }

    /** {@return what was seen when the steps were tried} */
    static LockOutlook measured(List<RehearsedStep> steps) {
        List<PlannedLock> locks = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (RehearsedStep step : steps) {
            step.notTried()
                    .ifPresent(reason -> notes.add(step.step().migration().label() + " was not tried: " + reason));
            for (RehearsedStatement statement : step.statements()) {
                for (TableLock lock : statement.locks()) {
                    if (!LockMode.effectOf(lock.mode()).isEmpty()) {
                        locks.add(new PlannedLock(step.step(), statement.line(), lock.mode(), lock.table()));
                    }
                }
            }
        }
        return new LockOutlook(true, locks, notes);
    }

    /** {@return what the words of the scripts foretell} */
    static LockOutlook foretold(List<Step> steps, SqlDialect dialect) {
        LockForecast forecast = dialect.lockForecast().orElseThrow();
        List<PlannedLock> locks = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Step step : steps) {
            Script script = step.script();
            try (SqlScript statements = SqlScript.open(script.open(), dialect, ScriptPreparation.options(script))) {
                read(step, statements, forecast, locks, notes);
            } catch (IOException e) {
                throw ScriptPreparation.unreadable(script, e);
            }
        }
        return new LockOutlook(false, locks, notes);
    }

    private static void read(
            Step step, SqlScript statements, LockForecast forecast, List<PlannedLock> locks, List<String> notes)
            throws IOException {
        Set<PlannedLock> known = new HashSet<>();
        boolean told = true;
        for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
            long line = next.start().line();
            Optional<Map<String, LockMode>> foretold = forecast.of(next);
            if (foretold.isEmpty() && told) {
                notes.add(step.migration().label() + ", line " + line + ": what its words do not tell");
                told = false;
            }
            for (Map.Entry<String, LockMode> lock : foretold.orElse(Map.of()).entrySet()) {
                LockMode mode = lock.getValue();
                PlannedLock once = new PlannedLock(step, 0, mode.serverName(), lock.getKey());
                if (!mode.effect().isEmpty() && known.add(once)) {
                    locks.add(new PlannedLock(step, line, mode.serverName(), lock.getKey()));
                }
            }
        }
    }
}
