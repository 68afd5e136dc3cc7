package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.app.ProjectBackups;
import dev.aicli.migrate.backup.RestoreTrial;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup verify}. */
@Command(
        name = "verify",
        description = "Finds out whether a backup can still be restored: checksums, and each part by its kind.",
        footer = {
            "%nEnds with 4 when it is damaged.",
            "%nExamples:",
            "  aicli-web backup verify latest",
            "  aicli-web backup verify latest --restore",
            "  aicli-web backup verify 20260131T120000123Z-k3x9"
        })
public final class BackupVerifyCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Parameters(paramLabel = "ID", description = "The backup, or latest.")
    private String id = "latest";

    @Option(
            names = "--restore",
            description = "Restore it into a database made for that, compare tables, rows and schema with what was"
                    + " backed up, and drop it.")
    private boolean restore;

    @Option(
            names = "--into",
            paramLabel = "URL",
            description = "With --restore: into this empty database, where it stays, instead of one made for that.")
    private @Nullable String into;

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
        if (into != null && !restore) {
            throw new UsageException("--into says where to restore to, and nothing is to be restored")
                    .next("add --restore, or call `backup restore` with it");
        }
        Project project = context.project(projectOptions);
        Progress progress = Progress.ofCommand(context);
        ProjectBackups backups = new ProjectBackups(context.workspace(), project, progress);
        StoredBackup backup = backups.find(id);
        Cancellation cancellation = new Cancellation();
        context.signals().cancel(cancellation, context.messages());
        List<String> faults =
                new ArrayList<>(progress.during(() -> backups.verifier().faults(backup, cancellation)));
        Optional<RestoreTrial.Result> trial = restore && faults.isEmpty()
                ? Optional.of(progress.during(() -> restore(context, project, backups.trial(cancellation), backup)))
                : Optional.empty();
        trial.ifPresent(result -> result.differences().forEach(difference -> faults.add("restored: " + difference)));
        Outcome outcome = outcome(backup, faults, trial);
        return faults.isEmpty() ? outcome : outcome.with(ExitCode.INVALID);
    }

    private RestoreTrial.Result restore(
            CommandContext context, Project project, RestoreTrial trial, StoredBackup backup) {
        return into == null
                ? trial.inScratch(backup, LedgerSession.database(context.workspace(), project))
                : trial.into(
                        backup, LedgerSession.changeable(LedgerSession.named(context.workspace(), into)), !noOwner);
    }

    private static Outcome outcome(StoredBackup backup, List<String> faults, Optional<RestoreTrial.Result> trial) {
        return Outcome.ok(
                json -> {
                    json.text("id", backup.id().text());
                    json.flag("sound", faults.isEmpty());
                    json.texts("faults", faults);
                    json.object("restored", trial, result -> {
                        json.text("database", result.database());
                        json.number("tables", result.tables());
                        json.number("rows", result.rows());
                    });
                },
                text -> {
                    text.line(
                            faults.isEmpty()
                                    ? text.style().green("Backup " + backup.id() + " is sound.")
                                    : text.style().red("Backup " + backup.id() + " is damaged:"));
                    faults.forEach(fault -> text.line("  " + fault));
                    trial.ifPresent(result -> text.line("Restored into " + result.database() + ": "
                            + Quantity.count(result.tables(), "table") + " with "
                            + Quantity.count(result.rows(), "row")
                            + (faults.isEmpty() ? ", as when it was backed up." : ".")));
                });
    }
}
