package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ProjectBackups;
import dev.aicli.migrate.app.ReleaseSession;
import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.backup.TransferListener;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.project.BackupSettings;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.compatibility.CheckResult;
import dev.aicli.migrate.release.compatibility.CompatibilityCheck;
import dev.aicli.migrate.release.compatibility.Host;
import dev.aicli.migrate.release.compatibility.Limits;
import dev.aicli.migrate.release.compatibility.SchemaSide;
import dev.aicli.migrate.release.compatibility.SchemaSide.Trial;
import dev.aicli.migrate.release.compatibility.Situation;
import java.util.List;
import java.util.Optional;

/** Asks whether an installation may move to a release: puts together what the rules look at. */
final class CompatibilityQuestion {
    private final CommandContext context;
    private final Project project;
    private final Cancellation cancellation;

    CompatibilityQuestion(CommandContext context, Project project, Cancellation cancellation) {
        this.context = context;
        this.project = project;
        this.cancellation = cancellation;
    }

    CompatibilityReport ask(String targetVersion, Limits limits, boolean trial, boolean strict) {
        Release target = ReleaseSession.manifest(context.workspace(), project).require(targetVersion);
        long start = System.nanoTime();
        try (ReleaseSession session = ReleaseSession.toLook(context.workspace(), project)) {
            Situation situation = situation(session, target, limits, trial);
            return new CompatibilityReport(
                    context,
                    session.base().place(),
                    situation,
                    CompatibilityCheck.of(situation, cancellation),
                    strict,
                    (System.nanoTime() - start) / 1_000_000);
        }
    }

    /**
     * {@return what stands in the way of a release, a sentence each; without a trial, for a run that holds the lock}
     */
    List<String> obstacles(ReleaseSession session, Release target) {
        return CompatibilityCheck.of(situation(session, target, Limits.DEFAULT, false), cancellation).stream()
                .filter(verdict -> verdict.outcome() == CheckResult.Outcome.FAIL)
                .map(verdict -> verdict.code() + ": " + context.messages().masked(verdict.found()))
                .toList();
    }

    private Situation situation(ReleaseSession session, Release target, Limits limits, boolean trial) {
        return new Situation(
                session.manifest(),
                target,
                session.base().ledger(),
                session.schema().map(schema -> side(session, schema, trial)),
                session.configTrack(),
                host(session),
                limits);
    }

    private SchemaSide side(ReleaseSession session, SchemaSession schema, boolean trial) {
        return new SchemaSide(
                schema.database(),
                session.base().connection(),
                schema.track(),
                trial ? Optional.of(trial(schema)) : Optional.empty());
    }

    private Trial trial(SchemaSession schema) {
        RunListener waiting = Progress.ofCommand(context);
        int known = schema.ledger().read().rows().size();
        return plan -> schema.betweenRuns(waiting, cancellation, () -> {
            if (schema.ledger().read().rows().size() != known) {
                throw new LockException("another run changed the database meanwhile");
            }
            return schema.track().dryRun(plan, schema.temporaryDatabases(), cancellation);
        });
    }

    private Host host(ReleaseSession session) {
        ProjectBackups backups = new ProjectBackups(context.workspace(), project, TransferListener.SILENT);
        boolean wanted = project.backup().mode() != BackupSettings.Mode.OFF
                && session.schema().isPresent();
        return new Host(
                project.directory(),
                context.environment(),
                wanted
                        ? backups.servers(
                                session.base().database(),
                                session.base().ledger().names())
                        : List.of(),
                project.backup().directory(),
                backups.store().free());
    }
}
