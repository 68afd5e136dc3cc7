package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.LockWait;
import dev.aicli.migrate.engine.Partials;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.schema.SchemaTrack;
import dev.aicli.migrate.schema.catalogue.CatalogueChange;
import dev.aicli.migrate.schema.catalogue.CatalogueComparison;
import dev.aicli.migrate.schema.catalogue.CatalogueSnapshot;
import dev.aicli.migrate.schema.catalogue.CatalogueSnapshots;
import dev.aicli.migrate.schema.catalogue.RequiredTables;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code db verify}. */
@Command(
        name = "verify",
        description = "Compares the database with what the applied migrations made of it. Exit code 4 when it differs.",
        footer = {
            "%nIt needs no migration files: what each run made was recorded beside the history.",
            "%nExamples:",
            "  aicli-web db verify",
            "  aicli-web db verify --output json",
            "  aicli-web db verify --require-tables t1,t2",
            "  aicli-web db verify --accept   # what is there now is what shall be there"
        })
public final class DbVerifyCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Option(
            names = "--require-tables",
            paramLabel = "TABLE",
            split = ",",
            description = "Only see whether these tables or views are there.")
    private List<String> requiredTables = List.of();

    @Option(names = "--accept", description = "Record the database as it is now as what is expected at its version.")
    private boolean accept;

    @Override
    public Outcome run(CommandContext context) {
        Project project = context.project(projectOptions);
        project.requireDatabase();
        if (accept) {
            try (LedgerSession session = LedgerSession.toChange(context.workspace(), project)) {
                return accept(context, project, session);
            }
        }
        try (LedgerSession session = LedgerSession.toLook(context.workspace(), project)) {
            return requiredTables.isEmpty() ? compare(context, session) : require(session);
        }
    }

    private static CatalogueSnapshots snapshots(LedgerSession session) {
        return new CatalogueSnapshots(
                session.database(), session.connection(), session.ledger().names());
    }

    /** {@return the schema's version; nothing is compared where nobody could say with what} */
    private static Optional<String> version(History history) {
        AppliedState state = history.applied(SchemaTrack.DATABASE, NumericVersion::of);
        state.partial().ifPresent(partial -> {
            throw Partials.exception(partial);
        });
        if (history.rows(SchemaTrack.DATABASE).isEmpty()) {
            throw new ValidationException("no migration was ever applied to this database")
                    .next("`migrate up` applies them; `db verify --require-tables` needs no history");
        }
        return state.head().map(Version::text);
    }

    private static Outcome compare(CommandContext context, LedgerSession session) {
        Optional<String> version = version(session.ledger().read());
        CatalogueSnapshots snapshots = snapshots(session);
        CatalogueSnapshot snapshot = snapshots
                .find(version)
                .orElseThrow(() -> new ValidationException("what the schema was at version "
                                + version.orElse(CatalogueSnapshots.NO_VERSION) + " was never recorded")
                        .next(
                                "if it is as it should be now, record it with `db verify --accept`; from then on every run"
                                        + " does so"));
        warnOfOtherServer(context, session, snapshot);
        List<CatalogueChange> drift = new CatalogueComparison(snapshot.catalogue(), snapshots.present()).changes();
        String address = session.database().address();
        Outcome outcome = Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.text("version", version);
                    json.text("recordedAt", snapshot.recordedAt().toString());
                    json.text("runId", snapshot.runId());
                    json.flag("sound", drift.isEmpty());
                    SchemaDrift.write(json, drift);
                    json.texts("missingTables", List.of());
                },
                text -> {
                    text.line("Database  " + address);
                    text.line("Version   " + version.orElse("none"));
                    text.line("Recorded  " + snapshot.recordedAt() + " by run " + snapshot.runId());
                    SchemaDrift.print(text, drift);
                    text.line(
                            drift.isEmpty()
                                    ? text.style().green("No drift.")
                                    : text.style().red(Quantity.count(drift.size(), "difference") + "."));
                });
        return drift.isEmpty() ? outcome : outcome.with(ExitCode.INVALID);
    }

    private static void warnOfOtherServer(CommandContext context, LedgerSession session, CatalogueSnapshot snapshot) {
        try {
            String server = session.database().productVersion(session.connection());
            if (!major(server).equals(major(snapshot.server()))) {
                context.messages()
                        .warning("recorded on " + snapshot.server() + ", compared on " + server
                                + ": they may print the same view or function differently");
            }
        } catch (SQLException e) {
            throw new ConnectionException("the connection failed: " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }

    private static String major(String server) {
        int dot = server.indexOf('.');
        return dot < 0 ? server : server.substring(0, dot);
    }

    private Outcome require(LedgerSession session) {
        List<String> missing = RequiredTables.missing(snapshots(session).present(), requiredTables);
        Outcome outcome = Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.nothing("version");
                    json.nothing("recordedAt");
                    json.nothing("runId");
                    json.flag("sound", missing.isEmpty());
                    SchemaDrift.write(json, List.of());
                    json.texts("missingTables", missing);
                },
                text -> {
                    missing.forEach(table -> text.line(text.style().red("missing") + "  table " + table));
                    text.line(
                            missing.isEmpty()
                                    ? text.style().green("All there: " + String.join(", ", requiredTables) + ".")
                                    : text.style().red(Quantity.count(missing.size(), "table") + " missing."));
                });
        return missing.isEmpty() ? outcome : outcome.with(ExitCode.INVALID);
    }

    private static Outcome accept(CommandContext context, Project project, LedgerSession session) {
        Progress listener = Progress.ofCommand(context);
        RunStamp stamp = session.newRun();
        try (RunLock lock = session.lock()) {
            new LockWait(project.run().lockWait(), listener, new Cancellation()).acquire(lock);
            History history = session.ledger().read();
            Optional<String> version = version(history);
            session.ledger().prepareTables(stamp, history);
            snapshots(session).record(version, stamp.runId(), true);
            CatalogueSnapshot snapshot = snapshots(session).find(version).orElseThrow();
            return Outcome.ok(
                    json -> {
                        HistoryPlaceJson.write(json, session.place());
                        json.text("version", version);
                        json.text("recordedAt", snapshot.recordedAt().toString());
                        json.text("runId", stamp.runId());
                        json.flag("sound", true);
                        SchemaDrift.write(json, List.of());
                        json.texts("missingTables", List.of());
                    },
                    text -> text.line(text.style().green("Recorded") + ": from now on this is what version "
                            + version.orElse("none") + " should look like."));
        } catch (SQLException e) {
            throw new ConnectionException("the schema could not be recorded: " + e.getMessage(), e)
                    .detail("sqlstate", e.getSQLState())
                    .next("see that the database is writable, and run the same command again");
        }
    }
}
