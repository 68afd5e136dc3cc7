package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.history.RunStamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The way back for one kind of database. What a killed restore leaves is the old state or the new one. */
public interface DatabaseRestore {
    /** What happens between the old state and the new one. */
    interface Progress {
        /** To be on the disk before the next step: what {@link #recover} needs. */
        void remember(Map<String, String> facts) throws IOException;

        /** {@return what a transaction asks that puts the new state in place; empty where there is nothing to ask} */
        Optional<Fence> fence();

        /** The run lock cannot be held beyond this point. */
        void releaseLock();
    }

    /** Stops when something stands in the way, before any work. */
    void requirePossible();

    /**
     * Brings the database back, and records it in the history that came back with it.
     *
     * @param folder of the backup
     */
    void restore(Part part, Path folder, RunStamp stamp, Progress progress, Cancellation cancellation)
            throws IOException;

    /**
     * Tidies up after a restore that was killed.
     *
     * @param facts what was remembered last
     * @param stamp of the run that was killed, for the record that it may lack
     * @return whether the database is in its new state
     */
    boolean recover(Map<String, String> facts, RunStamp stamp);
}
