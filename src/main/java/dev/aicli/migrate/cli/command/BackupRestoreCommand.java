package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.app.ProjectBackups;
import dev.aicli.migrate.app.RunIds;
import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.Restorer;
import dev.aicli.migrate.backup.Runbook;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.Project;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup restore}. */
@Command(
        name = "restore",
        description = "Goes back to a backup. The present state is backed up first.",
        footer = {
            "%nSays what it overwrites and asks before it begins; --yes answers beforehand.",
            "%nExamples:",
            "  aicli-web backup restore latest --yes",
            "  aicli-web backup restore 20260131T120000123Z-k3x9 --yes --terminate-sessions",
            "  aicli-web backup restore latest --into sqlite:copy.db"
        })
public final class BackupRestoreCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Parameters(paramLabel = "ID", description = "The backup, or latest.")
    private String id = "latest";

    @Option(names = "--terminate-sessions", description = "End other sessions of the database (PostgreSQL).")
    private boolean terminateSessions;

    @Option(
            names = "--in-place",
            description = "Restore in one transaction, not into a new database that takes the name (PostgreSQL).")
    private boolean inPlace;

    @Option(
            names = "--into",
            paramLabel = "URL",
            description = "Restore beside, into this empty database; nothing else is touched.")
    private @Nullable String into;

    @Option(
            names = "--force-target",
            description = "Also over a database or project that the backup does not belong to.")
    private boolean forceTarget;

    @Option(
            names = "--no-owner",
            description =
                    "With --into: objects belong to the role that restores, and rights are left out (PostgreSQL).")
    private boolean noOwner;

    @Override
    public Outcome run(CommandContext context) {
        if (noOwner && into == null) {
            throw new UsageException("--no-owner goes with --into only").next("add --into URL, or leave it out");
        }
        if (into != null && (terminateSessions || inPlace || forceTarget)) {
            throw new UsageException("--into restores beside, so there are no sessions to end and no place to take")
                    .next("leave --terminate-sessions, --in-place and --force-target out");
        }
        Project project = context.project(projectOptions);
        Progress progress = Progress.ofCommand(context);
        ProjectBackups backups = new ProjectBackups(context.workspace(), project, progress);
        StoredBackup backup = backups.find(id);
        Optional<List<String>> runbook = Runbook.of(backup);
        if (runbook.isPresent()) {
            return byHand(backup, runbook.get());
        }
        return into == null
                ? inItsPlace(context, project, backups, backup, progress)
                : beside(
                        context,
                        backups,
                        backup,
                        progress,
                        LedgerSession.changeable(LedgerSession.named(context.workspace(), into)));
    }

    private static Outcome byHand(StoredBackup backup, List<String> runbook) {
        return new Outcome(
                ExitCode.BACKUP_FAILED,
                json -> {
                    json.nothing("database");
                    json.nothing("runId");
                    json.nothing("restored");
                    json.nothing("before");
                    json.texts("runbook", runbook);
                },
                text -> runbook.forEach(text::line),
                Optional.of(Runbook.refusal(backup.id())));
    }

    private Outcome beside(
            CommandContext context, ProjectBackups backups, StoredBackup backup, Progress progress, Database target) {
        Cancellation cancellation = new Cancellation();
        context.signals().cancel(cancellation, context.messages());
        RunStamp stamp =
                new RunStamp(RunIds.next(), Optional.empty(), context.toolVersion(), context.user(), Optional.empty());
        progress.during(() -> {
            backups.besideRestore(cancellation).restore(backup, target, !noOwner, stamp);
            return target;
        });
        return Outcome.ok(
                json -> {
                    json.text("database", target.address());
                    json.text("runId", stamp.runId());
                    json.text("restored", backup.id().text());
                    json.nothing("before");
                    json.nothing("runbook");
                },
                text -> text.line(
                        text.style().green("Backup " + backup.id() + " is restored beside") + ": " + target.address()));
    }

    private Outcome inItsPlace(
            CommandContext context, Project project, ProjectBackups backups, StoredBackup backup, Progress progress) {
        Database database = LedgerSession.changeable(LedgerSession.database(context.workspace(), project));
        HistoryNames names;
        RunStamp stamp;
        try (LedgerSession session = LedgerSession.toLook(context.workspace(), project)) {
            names = session.ledger().names();
            stamp = session.newRun();
        }
        Cancellation cancellation = new Cancellation();
        RestoreOptions options = new RestoreOptions(
                terminateSessions, inPlace, forceTarget, project.run().lockWait());
        Restorer restorer = backups.restorer(database, names, options, progress, cancellation);

        List<String> overwrites = restorer.overwrites(backup);
        if (!confirm.given() || forceTarget) {
            overwrites.forEach(context.messages()::info);
        }
        confirm.confirm(context, "Restore backup " + backup.id() + "?");
        context.signals().cancel(cancellation, context.messages());
        StoredBackup before =
                progress.during(() -> restorer.restore(backup, backups.everything(database, names), stamp));
        return Outcome.ok(
                json -> {
                    json.text("database", database.address());
                    json.text("runId", stamp.runId());
                    json.text("restored", backup.id().text());
                    json.text("before", before.id().text());
                    json.nothing("runbook");
                },
                text -> {
                    text.line(text.style().green("Backup " + backup.id() + " is restored") + ": " + database.address());
                    text.line("The state before it is in backup " + before.id() + ".");
                });
    }
}
