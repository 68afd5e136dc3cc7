package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ReleaseSession;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.release.InstalledRelease;
import dev.aicli.migrate.release.InstalledVersions;
import dev.aicli.migrate.release.ReleaseGraph;
import dev.aicli.migrate.release.transition.Transition;
import dev.aicli.migrate.release.transition.TransitionRecords;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code release status}. */
@Command(
        name = "status",
        description = "Shows which release is installed, how that is known, and where one can go from it.",
        footer = {"%nExamples:", "  aicli-web release status", "  aicli-web release status --output json"})
public final class ReleaseStatusCommand extends ReleaseLookCommand {
    @Override
    Outcome look(CommandContext context, ReleaseSession session) {
        History history = session.base().ledger().read();
        InstalledVersions versions = session.versions(history);
        InstalledRelease installed = session.installed(history, versions);
        ReleaseGraph graph = new ReleaseGraph(session.manifest());
        List<String> next = installed
                .version()
                .map(version -> graph.after(version).stream()
                        .map(release -> release.version().text())
                        .toList())
                .orElse(List.of());
        Optional<Transition> open = TransitionRecords.of(history).open();
        return Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.base().place());
                    write(json, installed);
                    json.text("schema", versions.schema().map(Version::text));
                    json.objects("files", versions.files(), file -> {
                        json.text("file", file.file());
                        json.text("version", file.version().map(Version::text));
                    });
                    json.texts("next", next);
                    json.object("open", open, transition -> write(json, transition));
                },
                text -> {
                    String release = installed.shown();
                    text.line("Release   "
                            + (installed.agrees() ? release : text.style().yellow(release)));
                    installed.reasons().forEach(reason -> text.line("  " + reason));
                    text.line("Versions  " + versions.describe());
                    open.ifPresent(transition -> print(text, transition));
                    text.line("Next      " + (next.isEmpty() ? "none" : String.join(", ", next)));
                });
    }

    private static void write(JsonWriter json, Transition transition) {
        json.text("kind", transition.kind().word());
        json.text("to", transition.destination());
        json.text("runId", transition.runId());
        json.text("since", transition.at().toString());
        json.text("goesOn", transition.commandOn());
        json.text("goesBack", transition.commandBack());
    }

    private static void print(TextOutput text, Transition transition) {
        text.line("Open      "
                + text.style()
                        .yellow(transition.kind().word() + " to " + transition.destination() + ", begun at "
                                + transition.at() + " by run " + transition.runId()));
        text.line("  when no process is at work on it any more: `" + transition.commandOn() + "` goes on"
                + transition
                        .commandBack()
                        .map(back -> ", `" + back + "` goes back")
                        .orElse(""));
    }

    /** Writes which release is installed. */
    static void write(JsonWriter json, InstalledRelease installed) {
        Optional<String> version = installed.version().map(SemanticVersion::text);
        json.text("release", version);
        json.text("source", installed.source().name().toLowerCase(Locale.ROOT));
        json.flag("agrees", installed.agrees());
        json.texts("reasons", installed.reasons());
    }
}
