package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.LockHolder;
import dev.aicli.migrate.history.RunLocks;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.project.Project;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate unlock}. */
@Command(
        name = "unlock",
        description =
                "Takes the migration lock away from a run that is gone. Refuses while its holder lives: exit code 6.",
        footer = {
            "%nAsks before it takes the lock; --yes answers beforehand. A holder that lives after all is stopped by the"
                    + " database before it changes anything more.",
            "%nExamples:",
            "  aicli-web migrate unlock --yes"
        })
public final class UnlockCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Option(names = "--force", description = "Also from a holder that lives, or of which nobody here can tell.")
    private boolean force;

    @Override
    public Outcome run(CommandContext context) {
        Project project = context.project(projectOptions);
        Database database = LedgerSession.changeable(LedgerSession.databaseToLookAt(context.workspace(), project));
        try (LedgerSession session = LedgerSession.toLook(context.workspace(), project, database)) {
            Optional<LockHolder> found = session.lockHolder();
            if (found.isPresent()) {
                release(context, session, found.get());
            }
            return Outcome.ok(
                    json -> {
                        HistoryPlaceJson.write(json, session.place());
                        json.flag("unlocked", found.isPresent());
                        json.text("holder", found.map(LockHolder::description));
                        if (found.isPresent()) {
                            json.number("silentSeconds", found.get().silentSeconds());
                        } else {
                            json.text("silentSeconds", Optional.empty());
                        }
                    },
                    text -> text.line(found.map(holder -> "Taken away from " + holder.withSilence() + ".")
                            .orElse("Nobody holds the migration lock.")));
        }
    }

    private void release(CommandContext context, LedgerSession session, LockHolder holder) {
        if (holder.alive() && !force) {
            LockException exception =
                    new LockException("the holder of the migration lock lives: " + holder.withSilence());
            exception.next("wait for it, or end it; --force takes the lock from it nevertheless, and it stops");
            throw exception;
        }
        confirm.confirm(context, "Take the migration lock away from " + holder.withSilence() + "?");
        if (!RunLocks.release(session.database(), session.connection(), session.names(), holder)) {
            LockException exception = new LockException(
                    "the migration lock is not free: its holder has changed, or its" + " session does not end");
            exception.next("run the same command again");
            throw exception;
        }
    }
}
