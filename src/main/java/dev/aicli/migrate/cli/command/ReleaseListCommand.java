package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ReleaseSession;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.release.InstalledRelease;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.ReleaseGraph;
import dev.aicli.migrate.release.VersionRange;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code release list}. */
@Command(
        name = "list",
        description = "Lists the releases of the manifest, and the way to each from the one that is installed.",
        footer = {"%nExamples:", "  aicli-web release list", "  aicli-web release list --output json"})
public final class ReleaseListCommand extends ReleaseLookCommand {
    /** A release, and how to get there: the stops, itself the last; empty when there is no way. */
    private record Line(Release release, boolean installed, Optional<List<String>> way) {
        private String shownWay() {
            if (installed) {
                return "installed";
            }
            return way.map(stops -> String.join(" > ", stops)).orElse("-");
        }
    }

    @Override
    Outcome look(CommandContext context, ReleaseSession session) {
        History history = session.base().ledger().read();
        InstalledRelease installed = session.installed(history, session.versions(history));
        ReleaseGraph graph = new ReleaseGraph(session.manifest());
        List<Line> lines = session.manifest().releases().stream()
                .map(release -> line(release, installed, graph))
                .toList();
        return Outcome.ok(
                json -> {
                    json.text("manifest", session.manifest().file());
                    json.text("installed", installed.version().map(SemanticVersion::text));
                    json.objects("releases", lines, line -> write(json, line));
                },
                text -> {
                    text.table(
                            List.of("RELEASE", "SCHEMA", "CONFIG", "FROM", "WAY"),
                            lines.stream()
                                    .map(line -> List.of(
                                            line.release().version().text(),
                                            shown(line.release().schema()),
                                            shown(line.release().config()),
                                            line.release()
                                                    .from()
                                                    .map(VersionRange::toString)
                                                    .orElse("any older"),
                                            line.shownWay()))
                                    .toList());
                    if (lines.isEmpty()) {
                        text.line(session.manifest().file() + " describes no releases.");
                    }
                });
    }

    private static Line line(Release release, InstalledRelease installed, ReleaseGraph graph) {
        boolean here = installed.version().equals(Optional.of(release.version()));
        boolean lost = installed.source() == InstalledRelease.Source.UNKNOWN;
        Optional<List<Release>> way = lost ? Optional.empty() : graph.path(installed.version(), release);
        return new Line(
                release,
                here,
                way.map(stops ->
                        stops.stream().map(stop -> stop.version().text()).toList()));
    }

    private static String shown(Optional<? extends Version> version) {
        return version.map(Version::text).orElse("-");
    }

    private static void write(JsonWriter json, Line line) {
        Release release = line.release();
        json.text("version", release.version().text());
        json.text("schema", release.schema().map(Version::text));
        json.text("config", release.config().map(Version::text));
        json.text("from", release.from().map(VersionRange::toString));
        json.flag("installed", line.installed());
        json.flag("reachable", line.way().isPresent());
        json.texts("way", line.way().orElse(List.of()));
        json.texts("breaking", release.breaking());
        json.flag("irreversible", release.irreversible());
        json.text("notes", release.notes());
    }
}
