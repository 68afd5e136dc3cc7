package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backup verify}. */
@Command(
        name = "verify",
        description = "Finds out whether a backup can still be restored: checksums, and each part by its kind.",
        footer = {
            "%nEnds with 4 when it is damaged.",
            "%nExamples:",
            "  aicli-web backup verify latest",
            "  aicli-web backup verify 20260131T120000123Z-k3x9"
        })
public final class BackupVerifyCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Parameters(paramLabel = "ID", description = "The backup, or latest.")
    private String id = "latest";

    @Override
    public Outcome run(CommandContext context) {
        ProjectBackups backups = new ProjectBackups(context, context.project(projectOptions));
        StoredBackup backup = backups.store().find(id);
        Cancellation cancellation = new Cancellation();
        context.signals().cancel(cancellation, context.messages());
        List<String> faults = backups.verifier().faults(backup, cancellation);
        Outcome outcome = Outcome.ok(
                json -> {
                    json.text("id", backup.id().text());
                    json.flag("sound", faults.isEmpty());
                    json.texts("faults", faults);
                },
                text -> {
                    text.line(
                            faults.isEmpty()
                                    ? text.style().green("Backup " + backup.id() + " is sound.")
                                    : text.style().red("Backup " + backup.id() + " is damaged:"));
                    faults.forEach(fault -> text.line("  " + fault));
                });
        return faults.isEmpty() ? outcome : outcome.with(ExitCode.INVALID);
    }
}
