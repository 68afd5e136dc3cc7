package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.Checksums;
import dev.aicli.migrate.schema.sql.ScriptSummary;

/**
 * A step whose script has been read once and found fit to run.
 *
 * @param checksums of the up script, whatever the direction; recorded with the step
 * @param mode how it will be run
 */
record PreparedScript(Step step, ScriptSummary summary, Checksums checksums, Mode mode) {
    /** How a script is run. */
    enum Mode {
        /** As one transaction, together with its record. */
        TRANSACTION,
        /**
         * Statement by statement, or transaction by transaction as it is written, with progress recorded after each.
         */
        AS_WRITTEN
    }

    /** {@return whether foreign keys are off while it runs} */
    boolean foreignKeysOff() {
        return summary.foreignKeysOff() || summary.directives().foreignKeysOff();
    }
}
