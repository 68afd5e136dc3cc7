package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.HistoryPlace;
import dev.aicli.migrate.app.ReleaseSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.release.ApplicationFit;
import dev.aicli.migrate.release.ApplicationFit.State;
import dev.aicli.migrate.release.InstalledRelease;
import dev.aicli.migrate.release.InstalledVersions;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.ReleaseManifest;
import dev.aicli.migrate.schema.SchemaTrack;
import java.time.Duration;

/** Lets an application's container start, or wait until it may. */
final class ApplicationGate {
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final CommandContext context;
    private final Project project;
    private final Cancellation cancellation;

    ApplicationGate(CommandContext context, Project project, Cancellation cancellation) {
        this.context = context;
        this.project = project;
        this.cancellation = cancellation;
    }

    /** What was seen at one moment. */
    private record Look(HistoryPlace place, ApplicationFit fit, InstalledRelease installed) {}

    /** Asks, and asks again as long as waiting may help and patience lasts. */
    Outcome ask(String appVersion, Duration patience) {
        ReleaseManifest manifest = ReleaseSession.manifest(context.workspace(), project);
        Release application = manifest.require(appVersion);
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        String told = "";
        while (true) {
            cancellation.check();
            String reason;
            long waited = (System.nanoTime() - start) / 1_000_000;
            boolean last = waited >= patience.toMillis();
            try {
                Look look = look(manifest, application);
                if (last || look.fit().state() != State.BEHIND) {
                    return outcome(application, look, waited);
                }
                reason = look.fit().reason();
            } catch (ConnectionException e) {
                if (last) {
                    throw e;
                }
                reason = String.valueOf(e.getMessage());
            }
            if (!reason.equals(told)) {
                context.messages().info("waiting: " + reason);
                told = reason;
            }
            sleep(Math.min(pause, Math.max(1, patience.toMillis() - waited)));
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private Look look(ReleaseManifest manifest, Release application) {
        try (ReleaseSession session = ReleaseSession.toLook(context.workspace(), project)) {
            History history = session.base().ledger().read();
            InstalledVersions versions = session.versions(history);
            InstalledRelease installed = session.installed(history, versions);
            boolean halfWay = session.schemaTrack()
                            .flatMap(track ->
                                    track.state(SchemaTrack.DATABASE, history).partial())
                            .isPresent()
                    || session.configTrack()
                            .filter(track -> track.interrupted())
                            .isPresent();
            return new Look(
                    session.base().place(),
                    ApplicationFit.of(manifest, application, installed, versions, halfWay),
                    installed);
        }
    }

    private static Outcome outcome(Release application, Look look, long waitedMillis) {
        State state = look.fit().state();
        Outcome outcome = Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, look.place());
                    json.text("application", application.version().text());
                    json.text("state", state.word());
                    json.text("reason", look.fit().reason());
                    json.flag("mayStart", state.mayStart());
                    json.object("installed", () -> ReleaseStatusCommand.write(json, look.installed()));
                    json.number("waitedMillis", waitedMillis);
                },
                text -> text.line((state.mayStart()
                                ? text.style().green(state.word())
                                : text.style().red(state.word()))
                        + ": " + look.fit().reason()));
        return switch (state) {
            case OK, AHEAD_BUT_COMPATIBLE -> outcome;
            case BEHIND -> outcome.with(ExitCode.PENDING);
            case INCOMPATIBLE -> outcome.with(ExitCode.INCOMPATIBLE);
        };
    }

    private void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancellation.exception();
        }
    }
}
