package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ConfigSession;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.config.FileStanding;
import dev.aicli.migrate.engine.Finding;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code config status}. */
@Command(
        name = "status",
        description = "Shows at which version each configuration file is, who says so, and what is pending.",
        footer = {
            "%nExamples:",
            "  aicli-web config status",
            "  aicli-web config status --check   # exit code 3 when migrations are pending"
        })
public final class ConfigStatusCommand extends ConfigLookCommand {
    @Option(names = "--check", description = "End with exit code 3 when migrations are pending.")
    private boolean check;

    /** A file, and the migrations that it has not gone through. */
    private record Line(FileStanding standing, List<String> pending) {}

    @Override
    Outcome look(CommandContext context, ConfigSession session) {
        History history = session.ledger().read();
        List<Line> lines = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Subject subject : session.track().subjects()) {
            Inspection inspection = new Inspection(session.track(), subject, session.ledger(), history);
            FileStanding standing = session.track().standing(subject, history);
            List<String> pending = inspection.planner(false).pending().stream()
                    .map(Migration::label)
                    .toList();
            lines.add(new Line(standing, pending));
            StatusCommand.findings(inspection).stream()
                    .filter(finding -> !findings.contains(finding))
                    .forEach(findings::add);
        }
        boolean interrupted = session.track().interrupted();
        List<String> missing = session.track().missing();
        Outcome outcome = Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.flag("interrupted", interrupted);
                    json.objects("files", lines, line -> write(json, line));
                    json.texts("missing", missing);
                    Findings.write(json, findings);
                },
                text -> {
                    text.table(
                            List.of("FILE", "VERSION", "SAID BY", "PENDING", "NOTES"),
                            lines.stream().map(ConfigStatusCommand::cells).toList());
                    missing.forEach(file -> text.line(file + " is not there"));
                    if (interrupted) {
                        text.line(text.style()
                                .yellow("A run is going on, or was interrupted: the next run finishes or"
                                        + " undoes it."));
                    }
                    Findings.print(text, findings);
                });
        boolean pending = lines.stream().anyMatch(line -> !line.pending().isEmpty());
        return check && pending ? outcome.with(ExitCode.PENDING) : outcome;
    }

    private static List<String> cells(Line line) {
        FileStanding standing = line.standing();
        List<String> notes = new ArrayList<>();
        if (standing.disagrees()) {
            notes.add("history says " + standing.recorded().map(Version::text).orElse("nothing"));
        }
        if (standing.version().isEmpty()) {
            notes.add("say its version: config baseline --version X " + standing.file());
        }
        if (standing.edited()) {
            notes.add("edited since the last run");
        }
        return List.of(
                standing.file(),
                standing.version().map(Version::text).orElse("unknown"),
                saidBy(standing),
                line.pending().isEmpty() ? "-" : String.join(", ", line.pending()),
                String.join("; ", notes));
    }

    private static String saidBy(FileStanding standing) {
        if (standing.stamp().isPresent()) {
            return "the file";
        }
        if (standing.recorded().isPresent()) {
            return "history";
        }
        return standing.version().isPresent() ? "--from" : "nobody";
    }

    private static void write(JsonWriter json, Line line) {
        FileStanding standing = line.standing();
        json.text("file", standing.file());
        json.text("version", standing.version().map(Version::text));
        json.text("stamp", Optional.<Version>empty().or(standing::stamp).map(Version::text));
        json.text("recorded", standing.recorded().map(Version::text));
        json.flag("disagrees", standing.disagrees());
        json.flag("edited", standing.edited());
        json.texts("pending", line.pending());
    }
}
