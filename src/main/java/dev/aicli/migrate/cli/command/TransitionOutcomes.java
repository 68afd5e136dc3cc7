package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.release.transition.TransitionResult;

/** How a transition that failed is told of. */
final class TransitionOutcomes {
    private TransitionOutcomes() {}

    static Outcome undone(TransitionReport report, TransitionResult.Undone undone) {
        undone.failure().detail("undone", undone.how() + ": the installation is where it was");
        report.undone(undone.how()).ending(TransitionReport.Ending.UNDONE);
        return Outcome.failed(undone.failure(), report::write);
    }

    static Outcome undoneByBackup(TransitionReport report, TransitionResult.ByBackup result, BackupWay way) {
        MigrateException failure = result.failure().orElseThrow();
        report.run(result.stamp().runId(), result.stamp().backupId(), 0);
        try {
            way.restore(result);
        } catch (MigrateException notUndone) {
            report.ending(TransitionReport.Ending.NOT_UNDONE);
            return Outcome.failed(notUndone, report::write);
        }
        String how = "from backup " + result.backupId();
        failure.detail("undone", how + ": the installation is where it was");
        report.undone(how).ending(TransitionReport.Ending.UNDONE);
        return Outcome.failed(failure, report::write);
    }
}
