package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ProjectBackups;
import dev.aicli.migrate.backup.BackupStore;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.cli.output.Outcome;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code backup list}. */
@Command(
        name = "list",
        description = "Lists the backups, the newest first.",
        footer = {"%nExamples:", "  aicli-web backup list"})
public final class BackupListCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Override
    public Outcome run(CommandContext context) {
        BackupStore store = ProjectBackups.store(context.project(projectOptions));
        List<StoredBackup> backups = store.list();
        return Outcome.ok(
                json -> {
                    json.text("directory", store.directory().toString());
                    json.objects("backups", backups, backup -> StoredBackups.write(json, backup));
                },
                text -> {
                    if (backups.isEmpty()) {
                        text.line("There are no backups in " + store.directory() + ".");
                    }
                    text.table(
                            StoredBackups.HEADER,
                            backups.stream().map(StoredBackups::row).toList());
                });
    }
}
