package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.BackupWay;
import dev.aicli.migrate.app.TransitionSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.Quantities;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.transition.HealthCheck;
import dev.aicli.migrate.release.transition.TransitionJournal;
import dev.aicli.migrate.release.transition.TransitionResult;
import dev.aicli.migrate.release.transition.Upgrade;
import dev.aicli.migrate.release.transition.UpgradePlan;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code upgrade}. */
@Command(
        name = "upgrade",
        description = "Takes schema and configuration to a release, as one; what fails is undone as one.",
        footer = {
            "%nShows what it is going to do and asks before it begins; --yes answers beforehand.",
            "%nExamples:",
            "  aicli-web upgrade --target-version 1.1.0 --plan",
            "  aicli-web upgrade --target-version 2.0.0 --yes"
        })
public final class UpgradeCommand extends CliCommand {
    @Option(
            names = {"-t", "--target-version"},
            paramLabel = "RELEASE",
            required = true,
            description = "The release to be installed.")
    private String targetVersion = "";

    @Option(
            names = "--trial",
            description = "With --plan: try the schema migrations in a transaction that is rolled back, and show the"
                    + " locks that they took. Takes these locks.")
    private boolean trial;

    @Option(names = "--no-check", description = "Do not ask the rules of check-compatibility first.")
    private boolean noCheck;

    @Option(names = "--accept-irreversible", description = "Also take steps that only the backup can take back.")
    private boolean acceptIrreversible;

    @Option(
            names = "--health-wait",
            paramLabel = "TIME",
            description = "How long the application may take until it is well again (default: 30s).")
    private String healthWait = "30s";

    @Mixin
    private TransitionOptions options = new TransitionOptions();

    @Override
    public Outcome run(CommandContext context) {
        if (options.planOnly()) {
            return plan(context, options.project(context));
        }
        Project project;
        TransitionJournal journal;
        try {
            project = options.read(context);
            journal = TransitionSession.journal(context.workspace(), project);
        } catch (MigrateException e) {
            misunderstood(context);
            throw e;
        }
        attempt(context, journal);
        if (trial) {
            throw new UsageException("--trial is for --plan")
                    .next("leave it out, or use `check-compatibility`, which tries the migrations too");
        }
        options.awaitServer(context, project);
        Cancellation cancellation = new Cancellation();
        TransitionReport report;
        TransitionResult result;
        BackupWay way;
        try (TransitionSession session = TransitionSession.toChange(
                context.workspace(), project, journal, Progress.ofRun(context), cancellation)) {
            report = new TransitionReport(session.place(), Optional.of(targetVersion));
            Upgrade upgrade = upgrade(context, project, session);
            if (!options.confirm().given() && !confirmed(context, session, upgrade, report)) {
                journal.attemptEnded();
                return alreadyThere(report, Optional.empty());
            }
            way = new BackupWay(context.workspace(), project, session, options.terminateSessions());
            context.signals().cancel(cancellation, context.messages());
            try {
                session.safeguards().recover(session.stamp());
                foresee(upgrade, report);
                result = upgrade.run(session.stamp(), session.surroundings(options.noBackup()));
                report.run(session.stamp().runId(), session.safeguards().backupId(), 0)
                        .steps(session.progress().results());
                if (result instanceof TransitionResult.AlreadyThere) {
                    journal.attemptEnded();
                }
            } catch (MigrateException failure) {
                return TransitionOutcomes.stopped(report, session, failure);
            }
        }
        return outcome(result, report, way);
    }

    /** Where it cannot be written no upgrade begins either; one that is there already needs no more than to be seen. */
    private void attempt(CommandContext context, TransitionJournal journal) {
        try {
            journal.attempt(targetVersion);
        } catch (BackupException e) {
            context.messages().detail(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Also an upgrade that was asked for in wrong words is one that never began. What they lead to may be no project;
     * then it is noted where a rollback without them looks.
     */
    @Override
    public void misunderstood(CommandContext context) {
        if (options.planOnly()) {
            return;
        }
        List<Supplier<Project>> readings = List.of(
                () -> options.read(context),
                () -> options.readFileAlone(context),
                () -> context.read(Optional.empty(), Map.of()));
        for (Supplier<Project> reading : readings) {
            try {
                Project project = reading.get();
                TransitionJournal journal = TransitionSession.journal(context.workspace(), project);
                // Wrong words are no reason to make folders where nobody has set up anything.
                if (project.file().isPresent()
                        || Files.isDirectory(project.backup().directory())) {
                    attempt(context, journal);
                    return;
                }
            } catch (MigrateException e) {
                context.messages().stackTrace(e);
            }
        }
    }

    /** What is seen without the lock is for the report only: whether it holds, is seen under the lock. */
    private static void foresee(Upgrade upgrade, TransitionReport report) {
        try {
            upgrade.plan().ifPresent(report::of);
        } catch (MigrateException e) {
            report.steps(List.of());
        }
    }

    private Upgrade upgrade(CommandContext context, Project project, TransitionSession session) {
        Release wanted = session.releases().manifest().require(targetVersion);
        Optional<HealthCheck> health = wanted.requires()
                .health()
                .map(address -> new HealthCheck(
                        address,
                        Quantities.duration(healthWait)
                                .orElseThrow(() -> new UsageException("--health-wait " + healthWait + " is no duration")
                                        .next("write " + Quantities.DURATION_FORM))));
        CompatibilityQuestion question = new CompatibilityQuestion(context, project, session.cancellation());
        return new Upgrade(
                session.tracks(),
                session.releases().manifest(),
                wanted,
                acceptIrreversible,
                health,
                () -> noCheck ? List.of() : question.obstacles(session.releases(), wanted));
    }

    private Outcome plan(CommandContext context, Project project) {
        try (TransitionSession session =
                TransitionSession.toLook(context.workspace(), project, Progress.ofRun(context))) {
            TransitionReport report = new TransitionReport(session.place(), Optional.of(targetVersion));
            Upgrade upgrade = upgrade(context, project, session);
            Optional<UpgradePlan> plan = upgrade.plan();
            if (plan.isEmpty()) {
                return alreadyThere(report, Optional.empty());
            }
            report.of(plan.get())
                    .locks(
                            trial
                                    ? session.measureLocks(upgrade)
                                    : session.analyzeLocks(plan.get().trackPlans()))
                    .backupSize(session.backupSize())
                    .ending(TransitionReport.Ending.PLANNED);
            plan.get().warnings().forEach(context.messages()::warning);
            return Outcome.ok(report::write, report::printPlan);
        }
    }

    private static boolean confirmed(
            CommandContext context, TransitionSession session, Upgrade upgrade, TransitionReport report) {
        Optional<UpgradePlan> plan = upgrade.plan();
        if (plan.isEmpty()) {
            return false;
        }
        if (!context.json()) {
            report.of(plan.get())
                    .locks(session.analyzeLocks(plan.get().trackPlans()))
                    .backupSize(session.backupSize())
                    .printPlan(context.text());
        }
        context.confirm("Upgrade " + session.database().address() + "?");
        return true;
    }

    private Outcome alreadyThere(TransitionReport report, Optional<String> by) {
        report.ending(TransitionReport.Ending.ALREADY_THERE);
        return Outcome.ok(
                report::write,
                text -> text.line("Nothing to do: release " + targetVersion + " is installed"
                        + by.map(run -> ", by " + run).orElse("") + "."));
    }

    private Outcome outcome(TransitionResult result, TransitionReport report, BackupWay way) {
        if (result instanceof TransitionResult.AlreadyThere there) {
            return alreadyThere(report, there.by());
        }
        if (result instanceof TransitionResult.Done done) {
            report.run(done.stamp().runId(), done.stamp().backupId(), done.durationMillis())
                    .steps(done.steps())
                    .ending(TransitionReport.Ending.DONE);
            return Outcome.ok(
                    report::write,
                    text -> text.line(text.style().green("Release " + targetVersion + " is installed") + ": "
                            + Quantity.count(done.steps().size(), "step") + " in "
                            + Quantity.duration(done.durationMillis()) + "; `rollback` leads back."));
        }
        if (result instanceof TransitionResult.Undone undone) {
            return TransitionOutcomes.undone(report, undone);
        }
        return TransitionOutcomes.undoneByBackup(report, (TransitionResult.ByBackup) result, way);
    }
}
