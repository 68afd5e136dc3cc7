package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.schema.DryRunStep.Place;
import dev.aicli.migrate.schema.sql.ScriptSummary;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementKind;
import dev.aicli.migrate.schema.sql.TransactionObstacle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Executes scripts in one transaction that is rolled back, and watches. A script that cannot be tried there is passed
 * over; what fails behind it may fail for that reason, and counts as not tried. So does what fails for no other reason
 * than that several scripts share a transaction. Any other failure is one that a run would meet, and ends the trial.
 */
final class DryRunExecutor {
    private static final String MARK = "aicli_trial";

    private final SqlSession session;
    private final SqlDialect dialect;
    private final ExecutionSettings settings;
    private final Cancellation cancellation;
    private final LockReport locks;
    private boolean begun;
    private boolean marked;
    private @Nullable Step passedOver;

    DryRunExecutor(SqlSession session, SqlDialect dialect, ExecutionSettings settings, Cancellation cancellation) {
        this.session = session;
        this.dialect = dialect;
        this.settings = settings;
        this.cancellation = cancellation;
        this.locks = new LockReport(session, dialect.lockAnalyzer());
    }

    List<DryRunStep> dryRun(List<PreparedScript> scripts) {
        List<DryRunStep> steps = new ArrayList<>();
        Optional<Step> failed = Optional.empty();
        try {
            for (PreparedScript script : scripts) {
                DryRunStep tried = failed.isPresent()
                        ? DryRunStep.notTried(script, "it comes after " + name(failed.get()) + ", which fails")
                        : dryRun(script);
                if (tried.notTried().isPresent() && passedOver == null) {
                    passedOver = script.step();
                }
                if (tried.failure().isPresent()) {
                    failed = Optional.of(script.step());
                }
                steps.add(tried);
            }
        } finally {
            session.rollback();
        }
        return steps;
    }

    private DryRunStep dryRun(PreparedScript script) {
        if (script.mode() == PreparedScript.Mode.AS_WRITTEN) {
            return DryRunStep.notTried(script, reason(script.summary()));
        }
        if (begun && switchesForeignKeys(script)) {
            return DryRunStep.notTried(script, "it switches foreign keys, which the transaction of the trial cannot");
        }
        TriedStatements tried = new TriedStatements(script, Place.TRANSACTION);
        boolean first = !begun;
        locks.stepBegins();
        try {
            begin(script);
            execute(script, tried);
            return tried.passed();
        } catch (StatementFailure failure) {
            return takenBack(script, tried, first, failure);
        }
    }

    private static boolean switchesForeignKeys(PreparedScript script) {
        return script.summary().sessionSettings().contains("foreign_keys") || script.foreignKeysOff();
    }

    private static String reason(ScriptSummary summary) {
        return summary.firstObstacle()
                .map(TransactionObstacle::reason)
                .orElse(
                        summary.directives().noTransaction()
                                ? "the file asks for no transaction"
                                : "the file has transactions of its own");
    }

    private void begin(PreparedScript script) throws StatementFailure {
        if (begun) {
            if (marked) {
                session.release(MARK);
                marked = false;
            }
            session.renewInTransaction();
            session.savepoint(MARK);
            marked = true;
        } else {
            session.reset();
            session.beforeTrial();
            session.beforeScript(script.foreignKeysOff());
            session.begin();
            begun = true;
        }
        session.timeouts(NonTransactionalExecutor.timeouts(script, settings), true);
    }

    private DryRunStep takenBack(
            PreparedScript script, TriedStatements tried, boolean first, StatementFailure failure) {
        cancellation.check();
        Step step = script.step();
        MigrateException described = new ScriptErrors(session).undone(step, failure);
        if (described instanceof ConnectionException) {
            throw described;
        }
        try {
            if (first) {
                session.rollback();
                begun = false;
            } else {
                session.rollbackTo(MARK);
            }
            locks.stepTakenBack();
            String message = ScriptErrors.message(failure.reason());
            if (passedOver != null) {
                return DryRunStep.notTried(
                        script,
                        "it comes after " + name(passedOver) + ", which was not tried, and fails without it: "
                                + message);
            }
            if (!first && session.mayComeFromSharing(failure.reason())) {
                return DryRunStep.notTried(
                        script, "it cannot share the transaction of the trial with those before it: " + message);
            }
            return tried.failed(described);
        } catch (StatementFailure again) {
            throw new ScriptErrors(session).undone(step, again);
        }
    }

    private static String name(Step step) {
        return step.script().name();
    }

    private void execute(PreparedScript prepared, TriedStatements tried) throws StatementFailure {
        Script script = prepared.step().script();
        try (SqlScript source = SqlScript.open(script.open(), dialect, ScriptPreparation.options(script))) {
            for (SqlStatement next = source.next(); next != null; next = source.next()) {
                cancellation.check();
                if (TransactionalExecutor.isOwnTransaction(next) || session.isHandledOutside(next)) {
                    continue;
                }
                execute(next, source, tried);
            }
        } catch (IOException e) {
            throw ScriptPreparation.unreadable(script, e);
        }
        session.beforeCommit(prepared.foreignKeysOff());
        try {
            session.checkDeferred();
        } catch (StatementFailure failure) {
            throw StatementFailure.during("checking deferred constraints", failure.reason());
        }
    }

    private void execute(SqlStatement statement, SqlScript source, TriedStatements tried)
            throws StatementFailure, IOException {
        session.flush();
        long start = System.nanoTime();
        long rows = -1;
        if (statement.kind() instanceof StatementKind.CopyFromStdin) {
            session.copy(statement, source.copyData(), source.copyDataStart().line());
        } else {
            rows = session.executeAlone(statement);
        }
        long nanos = System.nanoTime() - start;
        // Looking at the locks is a query, and some settings of a transaction have to come before the first.
        boolean changesSettings = statement.kind() instanceof StatementKind.SessionChange;
        tried.add(statement, nanos, rows, changesSettings ? List.of() : locks.takenBy(statement));
    }
}
