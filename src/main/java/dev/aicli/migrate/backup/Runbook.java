package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.BackupException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way back to a restore point. It needs the server's data folder and its archive, which only a person has. */
public final class Runbook {
    private Runbook() {}

    /**
     * {@return the steps, when the backup's database is a restore point; empty when this program can go back itself}
     */
    public static Optional<List<String>> of(StoredBackup stored) {
        RestorableBackup backup = RestorableBackup.of(stored);
        return backup.database()
                .filter(part -> part.kind().equals(Part.Kind.RESTORE_POINT))
                .map(part -> steps(backup, part));
    }

    /** {@return what to throw in place of a restore} */
    public static BackupException refusal(BackupId id) {
        BackupException refusal = new BackupException("the backup " + id + " is a restore point in the server's"
                + " write-ahead log, and aicli-web does not go back to it itself; nothing was changed");
        refusal.next("follow the steps that `aicli-web backup restore " + id + "` prints");
        return refusal;
    }

    private static List<String> steps(RestorableBackup backup, Part part) {
        List<String> steps = new ArrayList<>();
        steps.add("Going back to the restore point " + fact(part, "name") + " of " + part.source());
        steps.add("(made " + backup.manifest().createdAt() + ", LSN " + fact(part, "lsn") + ", timeline "
                + fact(part, "timeline") + ", in WAL file " + fact(part, "walFile") + "):");
        steps.add("1. Stop the application, then the server. Keep a copy of its data folder.");
        steps.add("2. Empty the data folder, and restore into it the newest base backup that was complete before "
                + backup.manifest().createdAt() + ".");
        steps.add("3. Write into its postgresql.conf, with the command that fetches a file from your archive:");
        steps.add("       restore_command = 'cp /path/to/archive/%f \"%p\"'");
        steps.add("       recovery_target_name = '" + fact(part, "name") + "'");
        steps.add("       recovery_target_timeline = '" + fact(part, "timeline") + "'");
        steps.add("       recovery_target_action = 'pause'");
        steps.add("4. Create an empty file recovery.signal in the data folder, and start the server. Its log says:");
        steps.add("       recovery stopping at restore point \"" + fact(part, "name") + "\"");
        steps.add("5. Look whether the data is what you expect (`aicli-web migrate status`), then:");
        steps.add("       SELECT pg_wal_replay_resume();");
        steps.add("6. Take the four settings out again, and make a new base backup.");
        for (Part file : backup.manifest().parts()) {
            if (file.kind().equals(Part.Kind.FILE)) {
                steps.add("   Also: "
                        + (file.files().isEmpty()
                                ? file.source() + " did not exist then."
                                : "copy "
                                        + backup.folder()
                                                .resolve(file.files().get(0).path()) + " to " + file.source() + "."));
            }
        }
        return steps;
    }

    private static String fact(Part part, String name) {
        return part.fact(name).orElse("?");
    }
}
