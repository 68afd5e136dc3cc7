package dev.aicli.migrate.backup;

import java.time.Duration;

/** The ability of a server to name a point that its archived log leads back to. */
public interface RestorePoints {
    /**
     * {@return a point that is made when it is asked for}
     *
     * @param limit how long archiving may take
     */
    BackupSource restorePoint(Duration limit);
}
