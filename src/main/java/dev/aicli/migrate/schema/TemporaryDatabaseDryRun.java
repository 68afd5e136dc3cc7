package dev.aicli.migrate.schema;

import dev.aicli.migrate.backup.TemporaryDatabase;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.schema.DryRunStep.Place;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Executes scripts in a database that was made for that, the very way in which a run executes them: each in its
 * transactions, or in none, with rows of a history of its own. What would reach beyond that database is not executed.
 */
final class TemporaryDatabaseDryRun {
    private static final RunStamp STAMP = new RunStamp("trial", Optional.empty(), "trial", "trial", Optional.empty());

    /** What an empty database may be the reason of: data, and errors that scripts raise themselves. */
    private static final List<String> FAULTS_OF_DATA = List.of("21", "22", "23", "44", "P0");

    private final TemporaryDatabase temporaryDatabase;
    private final SqlDialect sql;
    private final ExecutionSettings settings;
    private final Cancellation cancellation;
    private final Place place;
    private @Nullable Step passedOver;

    TemporaryDatabaseDryRun(
            TemporaryDatabase temporaryDatabase,
            SqlDialect sql,
            ExecutionSettings settings,
            Cancellation cancellation) {
        this.temporaryDatabase = temporaryDatabase;
        this.sql = sql;
        this.settings = settings;
        this.cancellation = cancellation;
        this.place = temporaryDatabase.withRows() ? Place.COPY : Place.EMPTY_COPY;
    }

    List<DryRunStep> run(List<PreparedScript> scripts) {
        Database database = temporaryDatabase.database();
        try (Connection connection = database.connect()) {
            Ledger ledger = new Ledger(database, connection, temporaryDatabase.names());
            ledger.prepareTables(STAMP, History.EMPTY);
            IdentityHashMap<Step, PreparedScript> byStep = new IdentityHashMap<>();
            scripts.forEach(script -> byStep.put(script.step(), script));
            RunContext context = new RunContext(ledger, History.EMPTY, cancellation, RunListener.SILENT);
            StepEntries entries =
                    new StepEntries(History.EMPTY.applied(SchemaTrack.DATABASE, NumericVersion::of), List.of());
            WatchedSession session = new WatchedSession(SqlScripts.of(database).session(connection, cancellation));
            try (SchemaExecution execution =
                    new SchemaExecution(byStep, session, sql, database, connection, settings, context, entries)) {
                List<DryRunStep> steps = run(scripts, execution, session);
                execution.leaveNoSnapshot();
                return steps;
            }
        } catch (SQLException e) {
            throw new ConnectionException("the connection to " + database.address() + " failed: " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }

    private List<DryRunStep> run(List<PreparedScript> scripts, SchemaExecution execution, WatchedSession session) {
        List<DryRunStep> steps = new ArrayList<>();
        Optional<Step> failed = Optional.empty();
        for (PreparedScript script : scripts) {
            cancellation.check();
            DryRunStep step = failed.isPresent()
                    ? DryRunStep.notTried(
                            script, "it comes after " + failed.get().script().name() + ", which fails")
                    : run(script, execution, session);
            if (step.notTried().isPresent() && passedOver == null) {
                passedOver = script.step();
            }
            if (step.failure().isPresent()) {
                failed = Optional.of(script.step());
            }
            steps.add(step);
        }
        return steps;
    }

    private DryRunStep run(PreparedScript script, SchemaExecution execution, WatchedSession session) {
        Optional<SqlStatement> reachesOut = reachesOut(script);
        if (reachesOut.isPresent()) {
            return DryRunStep.notTried(
                    script,
                    "line " + reachesOut.get().start().line()
                            + " may change more than the database: a scratch database cannot contain that");
        }
        TriedStatements tried = new TriedStatements(script, place);
        session.watch(tried);
        try {
            execution.execute(List.of(script.step()), STAMP);
            return tried.passed();
        } catch (MigrateException e) {
            cancellation.check();
            return failed(script, tried, session, e);
        }
    }

    private DryRunStep failed(
            PreparedScript script, TriedStatements tried, WatchedSession session, MigrateException exception) {
        Optional<StatementFailure> failure = session.lastFailure();
        MigrateException described = failure.map(last -> new ScriptErrors(session).undone(script.step(), last))
                .orElse(exception);
        if (described instanceof ConnectionException) {
            throw described;
        }
        String message =
                failure.map(last -> ScriptErrors.message(last.reason())).orElse(String.valueOf(exception.getMessage()));
        if (passedOver != null) {
            return DryRunStep.notTried(
                    script,
                    "it comes after " + passedOver.script().name() + ", which was not tried, and fails without it: "
                            + message);
        }
        if (place == Place.EMPTY_COPY
                && failure.map(TemporaryDatabaseDryRun::isAboutData).orElse(false)) {
            return DryRunStep.notTried(
                    script, "it fails in a scratch database without rows, which may be the reason: " + message);
        }
        return tried.failed(described);
    }

    private static boolean isAboutData(StatementFailure failure) {
        String state = String.valueOf(failure.reason().getSQLState());
        return FAULTS_OF_DATA.stream().anyMatch(state::startsWith);
    }

    private Optional<SqlStatement> reachesOut(PreparedScript prepared) {
        Script script = prepared.step().script();
        try (SqlScript source = SqlScript.open(script.open(), sql, ScriptPreparation.options(script))) {
            for (SqlStatement next = source.next(); next != null; next = source.next()) {
                if (sql.mayReachOut(next)) {
                    return Optional.of(next);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw ScriptPreparation.unreadable(script, e);
        }
    }
}
