package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.app.ServerWait;
import dev.aicli.migrate.backup.WholeDatabase;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.project.Project;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code db create}: the database; with a name, a migration. */
@Command(
        name = "create",
        description = "Creates the database, where it is not there yet. With a NAME it writes the two files of a new"
                + " migration, as `migrate create` does.",
        footer = {"%nExamples:", "  aicli-web db create", "  aicli-web db create add_audit_log"})
public final class DbCreateCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "What a new migration does, in a few words.")
    private List<String> name = List.of();

    @Option(names = "--timestamp", description = "Number the migration by the time (UTC) whatever the folder does.")
    private boolean timestamp;

    @Override
    public Outcome run(CommandContext context) {
        if (!name.isEmpty()) {
            return CreateCommand.write(context, context.project(projectOptions), name, timestamp);
        }
        Project project = context.read(projectOptions, Map.of());
        project.requireDatabase();
        Database database = LedgerSession.changeable(LedgerSession.database(context.workspace(), project));
        projectOptions.waitTime().ifPresent(time -> new ServerWait(context.workspace(), project).forServer(time));
        boolean created = WholeDatabase.of(database).create();
        return Outcome.ok(
                json -> {
                    json.text("database", database.address());
                    json.flag("changed", created);
                },
                text -> text.line((created ? "Created " : "There already: ") + database.address()));
    }
}
