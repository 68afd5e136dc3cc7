package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Row;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which backups may go: those beyond a number and those beyond an age. Never the newest that can be restored, and never
 * one that an unfinished run would need.
 *
 * @param keep how many stay; absent for all
 * @param keepDays for how many days they stay; absent for ever
 */
public record Retention(Optional<Integer> keep, Optional<Integer> keepDays) {
    /** {@return the ids of the backups of runs that left something half-done, as far as nothing has ended it since} */
    public static Set<String> needed(History history) {
        Map<Subject, String> byTarget = new LinkedHashMap<>();
        for (Row row : history.rows()) {
            Subject subject = row.entry().subject();
            if (row.entry().status() == Status.SUCCESS) {
                byTarget.remove(subject);
            } else {
                row.entry().run().backupId().ifPresent(id -> byTarget.putIfAbsent(subject, id));
            }
        }
        return Set.copyOf(byTarget.values());
    }

    /**
     * Removes what may go. Others' backups in the folder are not counted and not touched, nor are those that nobody can
     * tell whose they are.
     *
     * @param home whose backups are counted
     * @param needed ids that must stay
     * @return what was removed, newest first
     */
    public List<StoredBackup> apply(
            BackupStore store, Home home, BackupVerifier verifier, Set<String> needed, Cancellation cancellation) {
        List<StoredBackup> backups =
                store.list().stream().filter(backup -> backup.belongsTo(home)).toList();
        Set<String> staying = new HashSet<>(needed);
        staying.addAll(neededByRestores(store));
        List<StoredBackup> doomed = new ArrayList<>();
        Instant oldest =
                keepDays.map(days -> Instant.now().minus(Duration.ofDays(days))).orElse(Instant.MIN);
        int kept = 0;
        for (StoredBackup backup : backups) {
            boolean beyondNumber = keep.isPresent() && kept >= keep.get();
            boolean beyondAge = backup.manifest()
                    .map(manifest -> manifest.createdAt().isBefore(oldest))
                    .orElse(false);
            if ((beyondNumber || beyondAge) && !staying.contains(backup.id().text())) {
                doomed.add(backup);
            } else {
                kept++;
            }
        }
        // Read again only when something would go: then one that stays must be good, or the newest good one stays too.
        if (!doomed.isEmpty()
                && backups.stream()
                        .filter(backup -> !doomed.contains(backup))
                        .noneMatch(backup -> isSound(backup, verifier, cancellation))) {
            doomed.stream()
                    .filter(backup -> isSound(backup, verifier, cancellation))
                    .findFirst()
                    .ifPresent(doomed::remove);
        }
        doomed.forEach(store::remove);
        return doomed;
    }

    private static Set<String> neededByRestores(BackupStore store) {
        try {
            return RestoreJournal.needed(store);
        } catch (IOException e) {
            throw new BackupException("cannot tell which backups an unfinished restore needs: " + e.getMessage(), e)
                    .next("see the restore*.json in " + store.directory());
        }
    }

    private static boolean isSound(StoredBackup backup, BackupVerifier verifier, Cancellation cancellation) {
        return verifier.faults(backup, cancellation).isEmpty();
    }
}
