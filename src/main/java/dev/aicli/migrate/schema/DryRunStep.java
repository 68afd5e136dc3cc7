package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.MigrateException;
import java.util.List;
import java.util.Optional;

/**
 * A step that was tried, or was not.
 *
 * @param statements what its statements did, up to the one that failed; of very many the first ones
 * @param omitted how many more were tried, and are not among them
 * @param statementCount how many there are in its script
 * @param triedIn where it was tried; {@link Place#NOWHERE} when it was not
 * @param notTried why it was not tried; empty when it was
 * @param failure why it would fail
 */
public record DryRunStep(
        Step step,
        List<DryRunStatement> statements,
        long omitted,
        long statementCount,
        Place triedIn,
        Optional<String> notTried,
        Optional<MigrateException> failure) {
    /** Where a step is tried. */
    public enum Place {
        NOWHERE,
        /** In a transaction of the database itself, which is rolled back. */
        TRANSACTION,
        /** In a database that is made for that, with the rows of this one. */
        COPY,
        /** In a database that is made for that, without rows. */
        EMPTY_COPY
    }

    public DryRunStep {
        statements = List.copyOf(statements);
    }

    static DryRunStep notTried(PreparedScript script, String reason) {
        return new DryRunStep(
                script.step(),
                List.of(),
                0,
                script.summary().statements(),
                Place.NOWHERE,
                Optional.of(reason),
                Optional.empty());
    }

    /** {@return why it would fail, when nothing before it explains that} */
    public static Optional<MigrateException> failure(List<DryRunStep> steps) {
        return steps.stream().flatMap(step -> step.failure().stream()).findFirst();
    }
}
