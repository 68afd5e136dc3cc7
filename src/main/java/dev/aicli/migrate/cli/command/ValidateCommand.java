package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.app.SchemaSession.ReadAhead;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.engine.Finding;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.engine.Partials;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.ValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate validate}. */
@Command(
        name = "validate",
        description = "Checks every migration: that it can be parsed, is in order, and was not changed since it was"
                + " applied. Exit code 4 when something is wrong.",
        footer = {
            "%nExamples:",
            "  aicli-web migrate validate",
            "  aicli-web migrate validate --strict   # an applied file that is gone is an error"
        })
public final class ValidateCommand extends LookCommand {
    @Option(
            names = "--strict",
            description = "Exit code 4 for warnings too, and for applied migrations whose files are not here.")
    private boolean strict;

    @Override
    ReadAhead ahead() {
        return ReadAhead.BYTES;
    }

    @Override
    Outcome look(CommandContext context, SchemaSession session) {
        session.track().requireNamedSources();
        Inspection inspection = session.inspect();
        List<Finding> findings = new ArrayList<>();
        for (Migration migration : inspection.available()) {
            migration.up().ifPresent(script -> parse(session, migration, script, findings));
            migration.down().ifPresent(script -> parse(session, migration, script, findings));
            check(migration, findings);
        }
        if (findings.stream().noneMatch(finding -> finding.code() == Finding.Code.UNREADABLE)) {
            findings.addAll(StatusCommand.findings(inspection));
        }
        inspection
                .state()
                .partial()
                .ifPresent(partial -> findings.add(new Finding(
                        Finding.Code.PARTIAL,
                        Finding.Severity.ERROR,
                        partial.version().text(),
                        context.messages().masked(Partials.describe(partial)),
                        Optional.empty())));
        boolean valid = findings.stream().noneMatch(this::counts);
        int count = inspection.available().size();
        Outcome outcome = Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.flag("valid", valid);
                    json.number("migrations", count);
                    Findings.write(json, findings);
                },
                text -> {
                    print(context, text, findings);
                    text.line(
                            valid
                                    ? text.style().green("Valid: " + Quantity.count(count, "migration") + ".")
                                    : text.style().red("Not valid."));
                });
        return valid ? outcome : outcome.with(ExitCode.INVALID);
    }

    private boolean counts(Finding finding) {
        return switch (finding.severity()) {
            case ERROR -> true;
            case WARNING -> strict;
            case INFO -> strict && finding.code() == Finding.Code.MISSING;
        };
    }

    /** Files without a way back are counted: there may be hundreds, and all of them meant so. */
    private static void print(CommandContext context, TextOutput text, List<Finding> findings) {
        List<Finding> irreversible = findings.stream()
                .filter(finding -> finding.code() == Finding.Code.IRREVERSIBLE)
                .toList();
        if (irreversible.size() < 2 || context.messages().verbose()) {
            Findings.print(text, findings);
            return;
        }
        Findings.print(
                text,
                findings.stream()
                        .filter(finding -> finding.code() != Finding.Code.IRREVERSIBLE)
                        .toList());
        text.line(text.style().dim("info:") + " " + Quantity.count(irreversible.size(), "migration") + " have no down"
                + " script, the first is version " + irreversible.get(0).version() + "; --verbose lists them");
    }

    private static void parse(SchemaSession session, Migration migration, Script script, List<Finding> findings) {
        try {
            session.track().meaningChecksum(script);
        } catch (ValidationException e) {
            findings.add(new Finding(
                    Finding.Code.UNREADABLE,
                    Finding.Severity.ERROR,
                    migration.version().text(),
                    String.valueOf(e.getMessage()),
                    e.location()));
        }
    }

    private static void check(Migration migration, List<Finding> findings) {
        if (migration.up().isEmpty()) {
            findings.add(new Finding(
                    Finding.Code.MISSING,
                    Finding.Severity.ERROR,
                    migration.version().text(),
                    migration.label() + " has a down script and no up script",
                    Optional.empty()));
        }
        if (migration.down().isEmpty()) {
            findings.add(new Finding(
                    Finding.Code.IRREVERSIBLE,
                    Finding.Severity.INFO,
                    migration.version().text(),
                    migration.label() + " has no down script",
                    Optional.empty()));
        }
    }
}
