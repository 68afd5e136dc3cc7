package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.cli.output.Outcome;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code migrate list}. */
@Command(
        name = "list",
        description = "Lists every migration, applied and pending.",
        footer = {"%nExamples:", "  aicli-web migrate list"})
public final class ListCommand extends LookCommand {
    @Override
    Outcome look(CommandContext context, SchemaSession session) {
        session.track().requireNamedSources();
        List<MigrationState> migrations = MigrationState.list(session.inspect());
        return Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.objects("migrations", migrations, migration -> migration.write(json));
                },
                text -> {
                    if (migrations.isEmpty()) {
                        text.line("There are no migrations.");
                    }
                    text.table(
                            List.of("VERSION", "STATE", "APPLIED AT", "WAY BACK", "DESCRIPTION"),
                            migrations.stream().map(ListCommand::row).toList());
                });
    }

    private static List<String> row(MigrationState migration) {
        return List.of(
                migration.version().text(),
                migration.state(),
                migration
                        .appliedAt()
                        .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("-"),
                migration.reversible() ? "yes" : "no",
                migration.description());
    }
}
