package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.app.SchemaSession.ReadAhead;
import dev.aicli.migrate.cli.output.Envelope;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.engine.Finding;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.engine.Partials;
import dev.aicli.migrate.history.PartialMigration;
import dev.aicli.migrate.history.StatementCount;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.schema.StoppedAt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate status}. */
@Command(
        name = "status",
        description = "Shows where the database is and what is pending.",
        footer = {
            "%nExamples:",
            "  aicli-web migrate status",
            "  aicli-web migrate status --output json",
            "  aicli-web migrate status --check   # exit code 3 when migrations are pending"
        })
public final class StatusCommand extends LookCommand {
    private static final int SHOWN = 20;

    @Option(names = "--check", description = "End with exit code 3 when migrations are pending, 7 when one is partial.")
    private boolean check;

    @Override
    ReadAhead ahead() {
        return ReadAhead.BYTES;
    }

    @Override
    Outcome look(CommandContext context, SchemaSession session) {
        if (check) {
            session.track().requireNamedSources();
        }
        Inspection inspection = session.inspect();
        List<MigrationState> migrations = MigrationState.list(inspection);
        List<MigrationState> pending =
                migrations.stream().filter(MigrationState::isPending).toList();
        List<Finding> findings = findings(inspection);
        Optional<PartialMigration> partial = inspection.state().partial();
        Optional<StoppedAt> stoppedAt = partial.flatMap(half -> session.track().stoppedAt(half, session.ledger()));
        String address = session.database().address();
        Optional<String> version = inspection.state().head().map(Version::text);
        Optional<Boolean> foreignKeys = session.track().checksForeignKeys();
        foreignKeys.ifPresent(checked -> context.messages()
                .detail(
                        checked
                                ? "SQLite checks foreign keys in every migration: ?foreign_keys=on in the URL"
                                : "SQLite checks no foreign keys; ?foreign_keys=on in the URL has it check them"));
        long applied = migrations.stream().filter(MigrationState::isApplied).count();

        Outcome outcome = Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    foreignKeys.ifPresentOrElse(
                            checked -> json.flag("foreignKeys", checked), () -> json.nothing("foreignKeys"));
                    json.text("version", version);
                    json.number("applied", applied);
                    json.number("pending", pending.size());
                    json.object("partial", partial, half -> partial(json, half, stoppedAt));
                    json.objects("migrations", migrations, migration -> migration.write(json));
                    Findings.write(json, findings);
                },
                text -> {
                    text.line("Database  " + address);
                    session.ledger().names().schema().ifPresent(schema -> text.line("History   in schema " + schema));
                    text.line("Version   " + version.orElse("none"));
                    text.line("Applied   " + applied);
                    text.line("Pending   " + pending.size());
                    list(text, pending);
                    partial.ifPresent(half -> text.line(text.style().red("partial:") + " "
                            + context.messages().masked(Partials.describe(half))));
                    stoppedAt.ifPresent(place -> print(text, place, partial.orElseThrow()));
                    Findings.print(text, findings);
                });
        if (check && partial.isPresent()) {
            return outcome.with(ExitCode.PARTIAL);
        }
        return check && !pending.isEmpty() ? outcome.with(ExitCode.PENDING) : outcome;
    }

    private static void list(TextOutput text, List<MigrationState> pending) {
        pending.stream().limit(SHOWN).forEach(migration -> text.line("  " + migration.label()));
        if (pending.size() > SHOWN) {
            text.line("  … and " + (pending.size() - SHOWN) + " more");
        }
    }

    private static void partial(JsonWriter json, PartialMigration partial, Optional<StoppedAt> stoppedAt) {
        StatementCount statements = partial.row().entry().statements();
        json.text("version", partial.version().text());
        json.text("direction", partial.direction().word());
        json.text("file", partial.row().entry().scriptName());
        json.number(
                "statementsDone",
                stoppedAt.map(statement -> statement.number() - 1).orElse(statements.done()));
        json.number("statementsTotal", statements.total());
        json.text("error", partial.row().entry().error());
        json.object("stoppedAt", stoppedAt, statement -> {
            json.number("statement", statement.number());
            json.object("location", () -> Envelope.location(json, statement.location()));
            json.text("text", statement.text());
            json.flag("mayHaveRun", statement.mayHaveRun());
        });
    }

    private static void print(TextOutput text, StoppedAt statement, PartialMigration partial) {
        text.line("  goes on at statement " + statement.number() + " of "
                + partial.row().entry().statements().total() + ", " + statement.location()
                + (statement.mayHaveRun() ? " (which may have taken effect already)" : ""));
        statement.text().lines().forEach(line -> text.line("    " + line));
    }

    /** {@return drift, and what is out of order or missing} */
    static List<Finding> findings(Inspection inspection) {
        List<Finding> findings = new ArrayList<>(inspection.drift());
        inspection
                .planner(false)
                .outOfOrder()
                .forEach(late -> findings.add(new Finding(
                        Finding.Code.OUT_OF_ORDER,
                        Finding.Severity.ERROR,
                        late.version().text(),
                        late.label() + " is pending, and lies below the current version",
                        Optional.empty())));
        inspection
                .planner(false)
                .missing()
                .forEach(gone -> findings.add(new Finding(
                        Finding.Code.MISSING,
                        Finding.Severity.INFO,
                        gone.version().text(),
                        gone.version() + " " + gone.description() + " is applied, and its file is not here",
                        Optional.empty())));
        return findings;
    }
}
