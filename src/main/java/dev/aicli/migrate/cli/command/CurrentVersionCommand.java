package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.schema.SchemaTrack;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code migrate version}. */
@Command(
        name = "version",
        description = "Shows the version that the database is at, or 'none'.",
        footer = {"%nExamples:", "  aicli-web migrate version", "  aicli-web db version --output json"})
public final class CurrentVersionCommand extends LookCommand {
    @Override
    Outcome look(CommandContext context, SchemaSession session) {
        // History alone knows: the files need not be there.
        AppliedState state = session.ledger().read().applied(SchemaTrack.DATABASE, session.track()::parseVersion);
        Optional<String> version = state.head().map(Version::text);
        return Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.text("version", version);
                    json.flag("partial", state.partial().isPresent());
                },
                text -> text.line(version.orElse("none")
                        + (state.partial().isPresent() ? " (a migration is applied in part)" : "")));
    }
}
