package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.app.ServerWait;
import dev.aicli.migrate.backup.WholeDatabase;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.project.Project;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code db drop}. */
@Command(
        name = "drop",
        description = "Drops the database with all that is in it, unless somebody else is connected to it.",
        footer = {
            "%nAsks before it begins; --yes answers beforehand. Backups stay.",
            "%nExamples:",
            "  aicli-web db drop --yes"
        })
public final class DbDropCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Override
    public Outcome run(CommandContext context) {
        Project project = context.read(projectOptions, Map.of());
        project.requireDatabase();
        Database database = LedgerSession.changeable(LedgerSession.database(context.workspace(), project));
        confirm.confirm(context, "Drop " + database.address() + " with all that is in it?");
        projectOptions.waitTime().ifPresent(time -> new ServerWait(context.workspace(), project).forServer(time));
        boolean dropped = WholeDatabase.of(database).drop();
        return Outcome.ok(
                json -> {
                    json.text("database", database.address());
                    json.flag("changed", dropped);
                },
                text -> text.line((dropped ? "Dropped " : "Not there: ") + database.address()));
    }
}
