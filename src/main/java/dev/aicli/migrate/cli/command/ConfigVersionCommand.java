package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ConfigSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.config.FileStanding;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.model.Version;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code config version}. */
@Command(
        name = "version",
        description = "Shows the version that each configuration file is at, or 'unknown'.",
        footer = {"%nExamples:", "  aicli-web config version", "  aicli-web config version config.yml --output json"})
public final class ConfigVersionCommand extends ConfigLookCommand {
    @Override
    Outcome look(CommandContext context, ConfigSession session) {
        History history = session.ledger().read();
        List<FileStanding> files = session.track().subjects().stream()
                .map(subject -> session.track().standing(subject, history))
                .toList();
        return Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.objects("files", files, file -> {
                        json.text("file", file.file());
                        json.text("version", file.version().map(Version::text));
                    });
                },
                text -> files.forEach(file -> text.line(
                        file.file() + "  " + file.version().map(Version::text).orElse("unknown"))));
    }
}
