package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.schema.catalogue.CatalogueSnapshots;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Records once a run what the schema has become, for later comparison: after the last step, in one look at the
 * catalogue. What an earlier run recorded for a version stays when a run comes back to it. A record that cannot be made
 * is a warning: the migrations are applied.
 */
final class SnapshotRecorder {
    private final CatalogueSnapshots snapshots;
    private final RunContext context;
    private final StepEntries entries;
    private @Nullable Step last;
    private @Nullable RunStamp stamp;

    SnapshotRecorder(Database database, Connection connection, RunContext context, StepEntries entries) {
        this.snapshots =
                new CatalogueSnapshots(database, connection, context.ledger().names());
        this.context = context;
        this.entries = entries;
    }

    /** A step has taken effect. */
    void done(Step step, RunStamp run) {
        last = step;
        stamp = run;
    }

    /** What is there is nothing that a version should look like: a step was left half-done, or all was rolled back. */
    void forget() {
        last = null;
    }

    /** Records the schema, if a step was done since it was last recorded. Outside of any transaction. */
    void record() {
        Step step = last;
        RunStamp run = stamp;
        if (step == null || run == null) {
            return;
        }
        last = null;
        try {
            context.ledger().requireLock();
            snapshots.record(entries.head(), run.runId(), step.direction() == Direction.UP);
        } catch (SQLException e) {
            context.listener()
                    .warning("the schema could not be recorded for `db verify`: " + e.getMessage()
                            + "; `db verify --accept` does so later");
        }
    }
}
