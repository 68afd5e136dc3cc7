package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementKind;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Runs scripts as one transaction each, or all of them as one, with their rows of history inside. */
final class TransactionalScripts {
    private static final long FIRST_BACKOFF_MILLIS = 500;

    private final SqlSession session;
    private final SqlDialect dialect;
    private final ExecutionSettings settings;
    private final RunContext context;
    private final StepEntries entries;
    private final ScriptErrors errors;
    private boolean runBegun;
    private @Nullable Object markBeforeRun;
    private @Nullable Step lastStep;

    TransactionalScripts(
            SqlSession session,
            SqlDialect dialect,
            ExecutionSettings settings,
            RunContext context,
            StepEntries entries,
            ScriptErrors errors) {
        this.session = session;
        this.dialect = dialect;
        this.settings = settings;
        this.context = context;
        this.entries = entries;
        this.errors = errors;
    }

    StepResult run(PreparedScript script, RunStamp stamp) {
        for (int attempt = 1; ; attempt++) {
            Object mark = context.ledger().mark();
            try {
                return settings.transaction() == TransactionScope.RUN
                        ? runWithinRun(script, stamp)
                        : runByItself(script, stamp);
            } catch (StatementFailure failure) {
                session.rollback();
                context.ledger().rewind(markBeforeRun == null ? mark : markBeforeRun);
                context.cancellation().check();
                boolean again = session.isLockFailure(failure.reason())
                        && settings.transaction() == TransactionScope.MIGRATION
                        && attempt <= settings.lockRetries();
                if (!again) {
                    throw errors.undone(script.step(), failure);
                }
                session.watchBlockers();
                context.listener().stepRetried(script.step(), attempt, ScriptErrors.message(failure.reason()));
                backOff(attempt);
            } catch (RuntimeException e) {
                session.rollback();
                context.ledger().rewind(markBeforeRun == null ? mark : markBeforeRun);
                throw e;
            }
        }
    }

    /** Jitter keeps two runs that block each other from meeting again. */
    private void backOff(int attempt) {
        long longest = FIRST_BACKOFF_MILLIS << Math.min(attempt, 6);
        try {
            Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw context.cancellation().exception();
        }
    }

    private StepResult runByItself(PreparedScript script, RunStamp stamp) throws StatementFailure {
        Instant started = Instant.now();
        long startNanos = System.nanoTime();
        session.reset();
        executePreamble(script);
        session.beforeScript(script.foreignKeysOff());
        session.begin();
        session.timeouts(timeouts(script), true);
        executeStatements(script);
        session.resetInTransaction();
        session.beforeCommit(script.foreignKeysOff());
        record(script, stamp, started, startNanos, session.measuresDuration());
        session.commit();
        entries.done(script.step());
        return result(script, startNanos);
    }

    /** The transaction of the run is begun by its first step, and committed by {@link #commitRun}. */
    private StepResult runWithinRun(PreparedScript script, RunStamp stamp) throws StatementFailure {
        Instant started = Instant.now();
        long startNanos = System.nanoTime();
        if (!runBegun) {
            markBeforeRun = context.ledger().mark();
            session.reset();
            session.begin();
            runBegun = true;
        }
        session.timeouts(timeouts(script), true);
        executeStatements(script);
        session.resetInTransaction();
        session.flush();
        record(script, stamp, started, startNanos, false);
        entries.done(script.step());
        lastStep = script.step();
        return result(script, startNanos);
    }

    void commitRun() {
        Step last = lastStep;
        if (last == null) {
            return;
        }
        try {
            session.commit();
        } catch (StatementFailure failure) {
            session.rollback();
            if (markBeforeRun != null) {
                context.ledger().rewind(markBeforeRun);
            }
            throw errors.undone(last, failure);
        }
    }

    private void executeStatements(PreparedScript prepared) throws StatementFailure {
        Script script = prepared.step().script();
        long size = prepared.summary().bytes();
        try (SqlScript statements = SqlScript.open(script.open(), dialect, ScriptPreparation.options(script))) {
            for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                context.cancellation().check();
                if (next.kind() instanceof StatementKind.CopyFromStdin) {
                    session.copy(
                            next,
                            new CountedInput(
                                    statements.copyData(), () -> progress(prepared, statements.bytesRead(), size)),
                            statements.copyDataStart().line());
                } else if (isOwnTransaction(next)) {
                    takeOver(next);
                } else if (!session.isHandledOutside(next)) {
                    execute(next);
                }
                progress(prepared, statements.bytesRead(), size);
            }
        } catch (IOException e) {
            throw ScriptPreparation.unreadable(script, e);
        }
    }

    /** A file wrapped in BEGIN and COMMIT is taken into our transaction, with what its BEGIN asks for. */
    private void takeOver(SqlStatement control) throws StatementFailure {
        if (((StatementKind.TransactionControl) control.kind()).action()
                == StatementKind.TransactionControl.Action.BEGIN) {
            session.beginOptions(control);
        }
    }

    private void execute(SqlStatement statement) throws StatementFailure {
        if (Pipelining.isHarmless(statement)) {
            session.execute(statement);
        } else {
            session.flush();
            session.execute(statement);
            session.flush();
        }
    }

    /** What cannot be changed inside a transaction is set before it begins. */
    private void executePreamble(PreparedScript prepared) throws StatementFailure {
        Script script = prepared.step().script();
        long preamble = prepared.summary().preamble();
        if (preamble == 0) {
            return;
        }
        try (SqlScript statements = SqlScript.open(script.open(), dialect, ScriptPreparation.options(script))) {
            for (SqlStatement next = statements.next();
                    next != null && next.number() <= preamble;
                    next = statements.next()) {
                if (session.isHandledOutside(next)) {
                    session.executeAlone(next);
                }
            }
        } catch (IOException e) {
            throw ScriptPreparation.unreadable(script, e);
        }
    }

    private void progress(PreparedScript script, long done, long total) {
        context.listener().stepProgress(script.step(), done, total);
    }

    static boolean isOwnTransaction(SqlStatement statement) {
        return statement.kind() instanceof StatementKind.TransactionControl control
                && switch (control.action()) {
                    case BEGIN, COMMIT -> true;
                    default -> false;
                };
    }

    private void record(PreparedScript script, RunStamp stamp, Instant started, long startNanos, boolean serverMeasures)
            throws StatementFailure {
        Optional<Long> duration =
                serverMeasures ? Optional.empty() : Optional.of((System.nanoTime() - startNanos) / 1_000_000);
        Entry entry = entries.success(script, stamp, started, duration);
        session.executeOwn(context.ledger().append(entry));
    }

    private SqlSession.Timeouts timeouts(PreparedScript script) {
        return AsWrittenScripts.timeouts(script, settings);
    }

    private StepResult result(PreparedScript script, long startNanos) {
        return new StepResult(
                script.step(),
                script.summary().statements(),
                (System.nanoTime() - startNanos) / 1_000_000,
                session.takeNotices());
    }
}
