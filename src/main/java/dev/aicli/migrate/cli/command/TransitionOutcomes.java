package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.BackupWay;
import dev.aicli.migrate.app.TransitionSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.MigrationFailedException;
import dev.aicli.migrate.model.PartialStateException;
import dev.aicli.migrate.release.transition.TransitionResult;

/** How a transition that failed is told of. */
final class TransitionOutcomes {
    private TransitionOutcomes() {}

    /** It ended before there was a result: nothing was changed, or what was could not be undone. */
    static Outcome stopped(TransitionReport report, TransitionSession session, MigrateException failure) {
        report.run(session.stamp().runId(), session.safeguards().backupId(), 0)
                .steps(session.progress().results())
                .ending(
                        failure instanceof PartialStateException
                                ? TransitionReport.Ending.NOT_UNDONE
                                : TransitionReport.Ending.NOTHING_CHANGED);
        return Outcome.failed(failure, report::write);
    }

    static Outcome undone(TransitionReport report, TransitionResult.Undone undone) {
        report.undone(undone.how()).ending(TransitionReport.Ending.UNDONE);
        return Outcome.failed(settled(undone.failure(), undone.how()), report::write);
    }

    static Outcome undoneByBackup(TransitionReport report, TransitionResult.ByBackup result, BackupWay way) {
        MigrateException failure = result.failure().orElseThrow();
        try {
            way.restore(result);
        } catch (MigrateException notUndone) {
            report.ending(TransitionReport.Ending.NOT_UNDONE);
            return Outcome.failed(notUndone, report::write);
        }
        String how = "from backup " + result.backupId();
        report.undone(how).ending(TransitionReport.Ending.UNDONE);
        return Outcome.failed(settled(failure, how), report::write);
    }

    /** {@return the failure as it is once nothing of what failed is left} What was half-done is not so any more. */
    private static MigrateException settled(MigrateException failure, String how) {
        MigrateException told = failure;
        if (failure instanceof PartialStateException) {
            told = new MigrationFailedException(String.valueOf(failure.getMessage()), failure)
                    .at(failure.location().orElse(null));
            failure.details().forEach(told::detail);
        }
        return told.detail("undone", how + ": the installation is where it was")
                .next("remove the cause, and run the same command again");
    }
}
