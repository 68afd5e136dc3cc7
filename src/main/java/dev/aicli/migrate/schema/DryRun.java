package dev.aicli.migrate.schema;

import dev.aicli.migrate.backup.NoTemporaryDatabaseException;
import dev.aicli.migrate.backup.TemporaryDatabase;
import dev.aicli.migrate.backup.TemporaryDatabases;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.schema.DryRunStep.Place;
import dev.aicli.migrate.schema.sql.SqlDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out what a plan's scripts would do. First in a transaction of the database itself that is rolled back: there
 * are the rows that may stand in a script's way, and the tables that it locks. What cannot be tried there is tried in a
 * temporary database. Where a copy of everything is cheap and nothing is locked by tables, that alone is used.
 */
final class DryRun {
    private final TemporaryDatabases temporaryDatabases;
    private final SqlDialect sql;
    private final ExecutionSettings settings;
    private final Cancellation cancellation;

    DryRun(
            TemporaryDatabases temporaryDatabases,
            SqlDialect sql,
            ExecutionSettings settings,
            Cancellation cancellation) {
        this.temporaryDatabases = temporaryDatabases;
        this.sql = sql;
        this.settings = settings;
        this.cancellation = cancellation;
    }

    /**
     * {@return what became of each script}
     *
     * @param inTransaction tries scripts in a transaction
     */
    List<DryRunStep> of(List<PreparedScript> scripts, Function<List<PreparedScript>, List<DryRunStep>> inTransaction) {
        if (sql.lockAnalyzer().isEmpty()) {
            try {
                return inScratch(scripts);
            } catch (NoTemporaryDatabaseException e) {
                return because(e, inTransaction.apply(scripts));
            }
        }
        List<DryRunStep> steps = inTransaction.apply(scripts);
        boolean open = steps.stream().anyMatch(step -> step.notTried().isPresent());
        if (!open || DryRunStep.failure(steps).isPresent()) {
            return steps;
        }
        try {
            return combined(steps, inScratch(scripts));
        } catch (NoTemporaryDatabaseException e) {
            return because(e, steps);
        }
    }

    private List<DryRunStep> inScratch(List<PreparedScript> scripts) throws NoTemporaryDatabaseException {
        try (TemporaryDatabase temporaryDatabase = temporaryDatabases.make(cancellation)) {
            return new TemporaryDatabaseDryRun(temporaryDatabase, sql, settings, cancellation).run(scripts);
        }
    }

    /** What was tried on the real rows stands; the rest is as the temporary database shows it. */
    private static List<DryRunStep> combined(List<DryRunStep> inTransaction, List<DryRunStep> inScratch) {
        List<DryRunStep> steps = new ArrayList<>();
        for (int i = 0; i < inTransaction.size(); i++) {
            DryRunStep real = inTransaction.get(i);
            DryRunStep temporaryDatabase = inScratch.get(i);
            boolean known = real.notTried().isEmpty();
            if (known) {
                steps.add(real);
            } else if (temporaryDatabase.notTried().isPresent()) {
                steps.add(because(real, temporaryDatabase.notTried().get()));
            } else {
                steps.add(temporaryDatabase);
            }
        }
        return steps;
    }

    private static List<DryRunStep> because(NoTemporaryDatabaseException e, List<DryRunStep> steps) {
        return steps.stream()
                .map(step ->
                        step.notTried().isEmpty() ? step : because(step, "no temporary database: " + e.getMessage()))
                .toList();
    }

    private static DryRunStep because(DryRunStep step, String more) {
        return new DryRunStep(
                step.step(),
                step.statements(),
                step.omitted(),
                step.statementCount(),
                Place.NOWHERE,
                Optional.of(step.notTried().orElseThrow() + "; " + more),
                Optional.empty());
    }
}
