package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.BackupWay;
import dev.aicli.migrate.app.TransitionSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.release.transition.InstallationState;
import dev.aicli.migrate.release.transition.Rollback;
import dev.aicli.migrate.release.transition.RollbackPlan;
import dev.aicli.migrate.release.transition.TransitionResult;
import dev.aicli.migrate.release.transition.Verification;
import dev.aicli.migrate.schema.catalogue.Catalogue;
import dev.aicli.migrate.schema.catalogue.CatalogueSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollback}. */
@Command(
        name = "rollback",
        description = "Takes schema and configuration back to where an upgrade began, as one.",
        footer = {
            "%nNeeds no files of the newer release. Says what will be lost and asks before it begins; --yes answers"
                    + " beforehand.",
            "%nExamples:",
            "  aicli-web rollback --plan",
            "  aicli-web rollback --yes --reason incident",
            "  aicli-web rollback --target-version 1.0.0 --strategy restore --yes"
        })
public final class RollbackCommand extends CliCommand {
    /** How to go back. */
    public enum Strategy {
        down,
        restore
    }

    @Option(
            names = {"-t", "--target-version"},
            paramLabel = "RELEASE",
            description = "The release to go back to; none for the state before the first (default: the one before the"
                    + " upgrade that began last; only this option leads farther back).")
    private @Nullable String targetVersion;

    @Option(
            names = "--strategy",
            paramLabel = "HOW",
            description = "down: by down scripts; restore: from the upgrade's backup (default: down where that is"
                    + " possible).")
    private @Nullable Strategy strategy;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; history keeps it.")
    private @Nullable String reason;

    @Mixin
    private TransitionOptions options = new TransitionOptions();

    @Override
    public Outcome run(CommandContext context) {
        Project project = options.project(context);
        if (options.planOnly()) {
            return plan(context, project);
        }
        Cancellation cancellation = new Cancellation();
        TransitionReport report;
        TransitionResult result;
        BackupWay way;
        try (TransitionSession session =
                TransitionSession.toChange(context.workspace(), project, Progress.ofRun(context), cancellation)) {
            report = new TransitionReport(session.place(), Optional.ofNullable(targetVersion));
            Rollback rollback = rollback(session);
            context.signals().cancel(cancellation, context.messages());
            try {
                session.safeguards().recover(session.stamp());
                Optional<RollbackPlan> plan = rollback.plan();
                if (plan.isPresent()) {
                    report.of(plan.get());
                    confirm(context, report, session, plan.get());
                }
                way = new BackupWay(context.workspace(), project, session, options.terminateSessions());
                result = rollback.run(session.stamp(), session.surroundings(options.noBackup()));
                report.run(session.stamp().runId(), session.safeguards().backupId(), 0)
                        .steps(session.progress().results());
            } catch (MigrateException failure) {
                return TransitionOutcomes.stopped(report, session, failure);
            }
        }
        return outcome(context, project, result, report, way);
    }

    private Rollback rollback(TransitionSession session) {
        return new Rollback(
                session.tracks(),
                session.releases().manifest(),
                Optional.ofNullable(targetVersion),
                Optional.ofNullable(strategy)
                        .map(chosen ->
                                RollbackPlan.Strategy.valueOf(chosen.name().toUpperCase(Locale.ROOT))),
                Optional.ofNullable(reason),
                session::isUsable,
                session.journal());
    }

    private Outcome plan(CommandContext context, Project project) {
        try (TransitionSession session =
                TransitionSession.toLook(context.workspace(), project, Progress.ofRun(context))) {
            TransitionReport report = new TransitionReport(session.place(), Optional.ofNullable(targetVersion));
            Rollback rollback = rollback(session);
            Optional<RollbackPlan> plan = rollback.plan();
            if (plan.isEmpty()) {
                return alreadyThere(report, rollback.nothingLeft());
            }
            report.of(plan.get())
                    .locks(session.analyzeLocks(plan.get().trackPlans()))
                    .backupSize(session.backupSize())
                    .ending(TransitionReport.Ending.PLANNED);
            return Outcome.ok(report::write, report::printPlan);
        }
    }

    private void confirm(
            CommandContext context, TransitionReport report, TransitionSession session, RollbackPlan plan) {
        if (!context.json()) {
            report.locks(session.analyzeLocks(plan.trackPlans())).printPlan(context.text());
        }
        options.confirm().confirm(context, "Roll back " + session.database().address() + "?");
    }

    private static Outcome alreadyThere(TransitionReport report, Optional<String> why) {
        report.because(why).ending(TransitionReport.Ending.ALREADY_THERE);
        return Outcome.ok(
                report::write,
                text -> text.line("Nothing to do: " + why.orElse("the installation is where it should be") + "."));
    }

    private static Outcome outcome(
            CommandContext context, Project project, TransitionResult result, TransitionReport report, BackupWay way) {
        if (result instanceof TransitionResult.AlreadyThere there) {
            return alreadyThere(report, there.by());
        }
        if (result instanceof TransitionResult.Undone undone) {
            return TransitionOutcomes.undone(report, undone);
        }
        if (result instanceof TransitionResult.ByBackup byBackup) {
            if (byBackup.failure().isPresent()) {
                return TransitionOutcomes.undoneByBackup(report, byBackup, way);
            }
            try {
                way.restore(byBackup);
            } catch (MigrateException failure) {
                return Outcome.failed(failure, report::write);
            }
            report.run(byBackup.stamp().runId(), byBackup.stamp().backupId(), 0);
            return verified(
                    context, project, report, byBackup.stamp(), List.of(), byBackup.destination(), byBackup.expected());
        }
        TransitionResult.Done done = (TransitionResult.Done) result;
        report.run(done.stamp().runId(), done.stamp().backupId(), done.durationMillis())
                .steps(done.steps());
        return verified(
                context,
                project,
                report,
                done.stamp(),
                done.steps(),
                done.destination().orElseThrow(),
                Optional.empty());
    }

    private static Outcome verified(
            CommandContext context,
            Project project,
            TransitionReport report,
            RunStamp stamp,
            List<StepResult> steps,
            InstallationState former,
            Optional<Catalogue> recorded) {
        try (TransitionSession session =
                TransitionSession.toChange(context.workspace(), project, Progress.ofRun(context), new Cancellation())) {
            Optional<Catalogue> expected = recorded.or(
                    () -> session.tracks().snapshots().find(former.schema()).map(CatalogueSnapshot::catalogue));
            Optional<MigrateException> hook = hook(session.surroundings(true).participants(), stamp, steps);
            Verification verification = Verification.of(session.tracks(), former, expected, hook);
            report.verification(verification).ending(TransitionReport.Ending.DONE);
            String release =
                    former.release().map(text -> "Release " + text).orElse("The state before the first release");
            Outcome outcome = Outcome.ok(report::write, text -> {
                text.line(text.style().green(release + " is installed again")
                        + (steps.isEmpty() ? "." : ": " + Quantity.count(steps.size(), "step") + "."));
                VerificationText.print(text, verification);
                if (!verification.drift().isEmpty()) {
                    report.restores()
                            .ifPresent(id -> text.line(
                                    "Backup " + id + " has the state from before: `backup restore " + id + "`."));
                }
            });
            return verification.sound() ? outcome : outcome.with(ExitCode.INVALID);
        }
    }

    private static Optional<MigrateException> hook(
            List<RunParticipant> participants, RunStamp stamp, List<StepResult> steps) {
        RunReport report = new RunReport(stamp, steps, 0, List.of());
        try {
            participants.forEach(participant -> participant.verify(stamp, report));
            return Optional.empty();
        } catch (MigrateException e) {
            return Optional.of(e);
        }
    }
}
