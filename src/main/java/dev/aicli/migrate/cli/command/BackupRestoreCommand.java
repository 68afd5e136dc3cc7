package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.Restorer;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.project.Project;
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
            "  aicli-web backup restore latest",
            "  aicli-web backup restore 20260131T120000123Z-k3x9 --yes --terminate-sessions"
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

    @Override
    public Outcome run(CommandContext context) {
        Project project = context.project(projectOptions);
        ProjectBackups backups = new ProjectBackups(context, project);
        StoredBackup backup = backups.store().find(id);
        Database database = LedgerSession.database(context, project);
        HistoryNames names;
        RunStamp stamp;
        try (LedgerSession session = LedgerSession.toLook(context, project)) {
            names = session.ledger().names();
            stamp = session.newRun();
        }
        Cancellation cancellation = new Cancellation();
        RunListener listener =
                new Progress(context.messages(), line -> {}, context.messages().style(), false);
        RestoreOptions options =
                new RestoreOptions(terminateSessions, inPlace, project.run().lockWait());
        Restorer restorer = backups.restorer(database, names, options, listener, cancellation);

        if (!confirm.given()) {
            restorer.overwrites(backup).forEach(context.messages()::info);
        }
        confirm.confirm(context, "Restore backup " + backup.id() + "?");
        context.signals().cancel(cancellation, context.messages());
        StoredBackup before = restorer.restore(backup, backups.everything(database, names), stamp);
        return Outcome.ok(
                json -> {
                    json.text("database", database.address());
                    json.text("runId", stamp.runId());
                    json.text("restored", backup.id().text());
                    json.text("before", before.id().text());
                },
                text -> {
                    text.line(text.style().green("Backup " + backup.id() + " is restored") + ": " + database.address());
                    text.line("The state before it is in backup " + before.id() + ".");
                });
    }
}
