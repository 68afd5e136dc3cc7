package dev.aicli.migrate.schema;

import dev.aicli.migrate.backup.NoScratchException;
import dev.aicli.migrate.backup.Scratch;
import dev.aicli.migrate.backup.Scratches;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.schema.RehearsedStep.Place;
import dev.aicli.migrate.schema.sql.SqlDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out what a plan's scripts would do. First in a transaction of the database itself that is rolled back: there
 * are the rows that may stand in a script's way, and the tables that it locks. What cannot be tried there is tried in a
 * scratch database. Where a copy of everything is cheap and nothing is locked by tables, that alone is used.
 */
final class Trial {
    private final Scratches scratches;
    private final SqlDialect sql;
    private final ExecutionSettings settings;
    private final Cancellation cancellation;

    Trial(Scratches scratches, SqlDialect sql, ExecutionSettings settings, Cancellation cancellation) {
        this.scratches = scratches;
        this.sql = sql;
        this.settings = settings;
        this.cancellation = cancellation;
    }

    /**
     * {@return what became of each script}
     *
     * @param inTransaction tries scripts in a transaction
     */
    List<RehearsedStep> of(
            List<PreparedScript> scripts, Function<List<PreparedScript>, List<RehearsedStep>> inTransaction) {
        if (sql.lockForecast().isEmpty()) {
            try {
                return inScratch(scripts);
            } catch (NoScratchException e) {
                return because(e, inTransaction.apply(scripts));
            }
        }
        List<RehearsedStep> steps = inTransaction.apply(scripts);
        boolean open = steps.stream().anyMatch(step -> step.notTried().isPresent());
        if (!open || RehearsedStep.failure(steps).isPresent()) {
            return steps;
        }
        try {
            return combined(steps, inScratch(scripts));
        } catch (NoScratchException e) {
            return because(e, steps);
        }
    }

    private List<RehearsedStep> inScratch(List<PreparedScript> scripts) throws NoScratchException {
        try (Scratch scratch = scratches.make(cancellation)) {
            return new ScratchTrial(scratch, sql, settings, cancellation).run(scripts);
        }
    }

    /** What was tried on the real rows stands; the rest is as the scratch database shows it. */
    private static List<RehearsedStep> combined(List<RehearsedStep> inTransaction, List<RehearsedStep> inScratch) {
        List<RehearsedStep> steps = new ArrayList<>();
        for (int i = 0; i < inTransaction.size(); i++) {
            RehearsedStep real = inTransaction.get(i);
            RehearsedStep scratch = inScratch.get(i);
            boolean known = real.notTried().isEmpty();
            if (known) {
                steps.add(real);
            } else if (scratch.notTried().isPresent()) {
                steps.add(because(real, scratch.notTried().get()));
            } else {
                steps.add(scratch);
            }
        }
        return steps;
    }

    private static List<RehearsedStep> because(NoScratchException e, List<RehearsedStep> steps) {
        return steps.stream()
                .map(step -> step.notTried().isEmpty() ? step : because(step, "no scratch database: " + e.getMessage()))
                .toList();
    }

    private static RehearsedStep because(RehearsedStep step, String more) {
        return new RehearsedStep(
                step.step(),
                step.statements(),
                step.omitted(),
                step.statementCount(),
                Place.NOWHERE,
                Optional.of(step.notTried().orElseThrow() + "; " + more),
                Optional.empty());
    }
}
