package dev.aicli.migrate.app;

import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.backup.TransferListener;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.StepResult;
import java.util.List;

/** Hears how far a run has come. */
public interface RunProgress extends RunListener, TransferListener {
    /** Where nobody wants to know. */
    RunProgress SILENT = new RunProgress() {
        @Override
        public void backupMade(StoredBackup backup) {
            // Nobody wants to know.
        }

        @Override
        public List<StepResult> results() {
            return List.of();
        }

        @Override
        public void erase() {
            // Nothing is drawn.
        }

        @Override
        public void transferred(String what, long done, long total) {
            // Nobody wants to know.
        }
    };

    /** The backup of the run is made, and verified. */
    public void backupMade(StoredBackup backup);

    /** {@return the steps that are done so far} */
    List<StepResult> results();

    /** Takes away what is drawn of the progress, for a line to be written in its place. */
    public void erase();
}
