package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.history.ChainReport;
import dev.aicli.migrate.model.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code history verify}. */
@Command(
        name = "verify",
        description = {
            "Recomputes the chain of hashes and proves that no row was edited. Exit code 4 when one was.",
            "Where a run of this project has left a note of its end beside the backups, rows that are gone are seen too."
        },
        footer = {"%nExamples:", "  aicli-web history verify"})
public final class HistoryVerifyCommand extends LedgerLookCommand {
    @Option(
            names = "--accept",
            description =
                    "Take the end of the history as it is, when rows that were there are gone and that was meant.")
    private boolean accept;

    @Override
    Outcome look(CommandContext context, LedgerSession session) {
        ChainReport report = session.ledger().verify();
        if (accept) {
            session.ledger().rememberHead(true);
            report = session.ledger().verify();
        }
        return outcome(session, report);
    }

    private static Outcome outcome(LedgerSession session, ChainReport report) {
        boolean sound = report.fault().isEmpty();
        Outcome outcome = Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.flag("sound", sound);
                    json.number("soundRows", report.soundRows());
                    json.text("fault", report.fault());
                },
                text -> text.line(
                        sound
                                ? text.style().green("Sound: " + Quantity.count(report.soundRows(), "row") + ".")
                                : text.style().red("Not sound after " + Quantity.count(report.soundRows(), "row") + ":")
                                        + " " + report.fault().orElse("")));
        return sound ? outcome : outcome.with(ExitCode.INVALID);
    }
}
