package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.RunStamp;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes a verified backup before a run changes anything, once for each run; when that fails, nothing is applied. The
 * backup's id goes into every row of history that the run writes.
 */
public final class BackupParticipant implements RunParticipant {
    /** What history says of a run that was to have no backup. */
    public static final String SKIPPED = "skipped";

    private final BackupPolicy policy;
    private final BackupMaker maker;
    private final List<BackupSource> sources;
    private final Supplier<History> history;
    private final Supplier<Home> home;
    private final BiConsumer<RunStamp, Plan> beforeBackup;
    private final Consumer<StoredBackup> afterBackup;

    /**
     * A participant for runs on one database.
     *
     * @param sources what is to be saved
     * @param history as it is now, for the versions in the manifest
     * @param home what the backups belong to
     * @param beforeBackup called when a backup is about to be made; may stop the run
     * @param afterBackup hears of the one that was made: old ones may go now
     */
    public BackupParticipant(
            BackupPolicy policy,
            BackupMaker maker,
            List<BackupSource> sources,
            Supplier<History> history,
            Supplier<Home> home,
            BiConsumer<RunStamp, Plan> beforeBackup,
            Consumer<StoredBackup> afterBackup) {
        this.policy = policy;
        this.maker = maker;
        this.sources = List.copyOf(sources);
        this.history = history;
        this.home = home;
        this.beforeBackup = beforeBackup;
        this.afterBackup = afterBackup;
    }

    @Override
    public boolean watchesSteps() {
        return false;
    }

    @Override
    public RunStamp beforeRun(RunStamp stamp, Plan plan) {
        // A run over both tracks comes here twice, the second time with the backup it has.
        if (stamp.backupId().isPresent()) {
            return stamp;
        }
        if (!policy.wanted()) {
            return stamp.withBackup(SKIPPED);
        }
        if (!policy.due().test(plan)) {
            return stamp;
        }
        beforeBackup.accept(stamp, plan);
        History now = history.get();
        StoredBackup made = maker.make(new BackupRequest(
                sources,
                Manifest.Reason.RUN,
                Optional.of(stamp.runId()),
                CurrentVersions.release(now),
                CurrentVersions.texts(now),
                policy.schemaOnly(),
                stamp.toolVersion(),
                home.get()));
        afterBackup.accept(made);
        return stamp.withBackup(made.id().text());
    }
}
