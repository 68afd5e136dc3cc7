package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.app.ProjectBackups;
import dev.aicli.migrate.backup.BackupRequest;
import dev.aicli.migrate.backup.Manifest;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.project.Project;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code backup create}. */
@Command(
        name = "create",
        description = "Makes and verifies a backup of the database and the configuration files, however large.",
        footer = {"%nExamples:", "  aicli-web backup create"})
public final class BackupCreateCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Override
    public Outcome run(CommandContext context) {
        Project project = context.project(projectOptions);
        Cancellation cancellation = new Cancellation();
        context.signals().cancel(cancellation, context.messages());
        Progress progress = Progress.ofCommand(context);
        ProjectBackups backups = new ProjectBackups(context.workspace(), project, progress);
        try (LedgerSession session = LedgerSession.toLook(context.workspace(), project)) {
            BackupRequest request = BackupRequest.of(
                    backups.everything(
                            LedgerSession.database(context.workspace(), project),
                            session.ledger().names()),
                    Manifest.Reason.REQUEST,
                    session.ledger().readUnchecked(),
                    context.toolVersion(),
                    backups.home(session.database(), session.connection()));
            StoredBackup made =
                    progress.during(() -> backups.maker(cancellation).make(request));
            backups.warnOf(made);
            Manifest manifest = made.manifest().orElseThrow();
            return Outcome.ok(
                    json -> {
                        json.text("directory", backups.store().directory().toString());
                        json.objects("backups", List.of(made), backup -> StoredBackups.write(json, backup));
                    },
                    text -> text.line(text.style().green("Backup " + made.id()) + " made and verified: "
                            + Quantity.size(manifest.size()) + " in " + Quantity.duration(manifest.durationMillis())));
        }
    }
}
