package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.app.ProjectBackups;
import dev.aicli.migrate.backup.Retention;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.backup.TransferListener;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.LockWait;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.release.transition.TransitionRecords;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backup prune}. */
@Command(
        name = "prune",
        description =
                "Removes backups beyond a number or an age; never the newest sound one, nor one that an unfinished"
                        + " run needs.",
        footer = {"%nExamples:", "  aicli-web backup prune --keep 10", "  aicli-web backup prune --keep-days 30"})
public final class BackupPruneCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Option(names = "--keep", paramLabel = "N", description = "How many stay (default: backup.keep).")
    private @Nullable Integer keep;

    @Option(names = "--keep-days", paramLabel = "N", description = "For how many days (default: backup.keep-days).")
    private @Nullable Integer keepDays;

    @Override
    public Outcome run(CommandContext context) {
        Project project = context.project(projectOptions);
        ProjectBackups backups = new ProjectBackups(context.workspace(), project, TransferListener.SILENT);
        Retention retention = retention(backups.retention());
        try (LedgerSession session = LedgerSession.toLook(context.workspace(), project)) {
            List<StoredBackup> removed = prune(project, backups, retention, session);
            return Outcome.ok(
                    json -> {
                        json.text("directory", backups.store().directory().toString());
                        json.objects("removed", removed, backup -> StoredBackups.write(json, backup));
                    },
                    text -> text.line("Removed " + Quantity.count(removed.size(), "backup") + "."));
        }
    }

    /** Under the lock: the backup that a run has just made is in no history yet. */
    private static List<StoredBackup> prune(
            Project project, ProjectBackups backups, Retention retention, LedgerSession session) {
        try (RunLock lock = session.lockWithoutTrace()) {
            new LockWait(project.run().lockWait(), RunListener.SILENT, new Cancellation()).acquire(lock);
            History history = session.ledger().read();
            Set<String> needed = new HashSet<>(Retention.needed(history));
            needed.addAll(TransitionRecords.of(history).backups());
            return retention.apply(
                    backups.store(),
                    backups.home(session.database(), session.connection()),
                    backups.verifier(),
                    needed,
                    new Cancellation());
        }
    }

    private Retention retention(Retention configured) {
        requireNotNegative("--keep", keep);
        requireNotNegative("--keep-days", keepDays);
        Retention retention = keep == null && keepDays == null
                ? configured
                : new Retention(Optional.ofNullable(keep), Optional.ofNullable(keepDays));
        if (retention.keep().isEmpty() && retention.keepDays().isEmpty()) {
            throw new UsageException("nothing says how many backups should stay, or for how long")
                    .next("give --keep or --keep-days, or write backup.keep or backup.keep-days in aicli.yml");
        }
        return retention;
    }

    private static void requireNotNegative(String option, @Nullable Integer number) {
        if (number != null && number < 0) {
            throw new UsageException(option + " " + number + " is no number of backups or days to keep")
                    .next("write 0 or more");
        }
    }
}
