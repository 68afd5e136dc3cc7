package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.engine.StepResult.Notice;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import dev.aicli.migrate.schema.sql.Pipelining;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs scripts as one transaction each, or all of them as one, with their rows of history inside. */
final class TransactionalExecutor {
    private final SqlSession session;
    private final SqlDialect dialect;
    private final ExecutionSettings settings;
    private final RunContext context;
    private final StepEntries entries;
    private final ScriptErrors errors;
    private final List<PreparedScript> doneInRun = new ArrayList<>();
    private boolean runBegun;
    private @Nullable Object markBeforeRun;
    private boolean fenced;

    TransactionalExecutor(
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
        Object mark = context.ledger().mark();
        try {
            return settings.transaction() == TransactionScope.RUN
                    ? runWithinRun(script, stamp)
                    : runByItself(script, stamp);
        } catch (StatementFailure failure) {
            takeBack(mark);
            return runAgain(script, stamp, failure);
        } catch (RuntimeException e) {
            takeBack(mark);
            throw e;
        }
    }

    private void takeBack(Object mark) {
        session.rollback();
        context.ledger().rewind(markBeforeRun == null ? mark : markBeforeRun);
        markBeforeRun = null;
        runBegun = false;
    }

    /**
     * Runs a script once more that failed and was taken back, if the failure may not occur again; else tells of it.
     *
     * @throws MigrateException what a person is to know of the failure
     */
    StepResult runAgain(PreparedScript script, RunStamp stamp, StatementFailure first) {
        LockRetries retries = new LockRetries(session, settings, context);
        StatementFailure failure = first;
        while (true) {
            if (!retries.again(script.step(), failure)) {
                throw errors.undone(script.step(), failure);
            }
            Object mark = context.ledger().mark();
            try {
                return settings.transaction() == TransactionScope.RUN
                        ? runWholeRun(script, stamp)
                        : runByItself(script, stamp);
            } catch (StatementFailure next) {
                takeBack(mark);
                failure = next;
            } catch (RuntimeException e) {
                takeBack(mark);
                throw e;
            }
        }
    }

    private StepResult runByItself(PreparedScript script, RunStamp stamp) throws StatementFailure {
        Instant started = Instant.now();
        long startNanos = System.nanoTime();
        session.reset();
        executePreamble(script);
        session.beforeScript(script.foreignKeysOff());
        handOver(script);
        session.resetInTransaction();
        session.beforeCommit(script.foreignKeysOff());
        session.executeOwn(record(script, stamp, started, startNanos, session.measuresDuration()));
        session.commit();
        entries.done(script.step());
        return result(script, System.nanoTime() - startNanos, session.takeNotices());
    }

    /** Begins a transaction and hands over the statements of a script. */
    void handOver(PreparedScript script) throws StatementFailure {
        begin();
        session.timeouts(timeouts(script), true);
        executeStatements(script);
    }

    private void begin() throws StatementFailure {
        session.begin();
        fenced = false;
    }

    /** Once a transaction, and not before it says what it is to be like: a query fixes that. */
    private void fence() throws StatementFailure {
        Optional<Fence> fence = fenced ? Optional.empty() : context.ledger().fence();
        fenced = true;
        if (fence.isPresent()) {
            session.fence(fence.get());
        }
    }

    /** The transaction of the run is begun by its first step, and committed by {@link #commitRun}. */
    private StepResult runWithinRun(PreparedScript script, RunStamp stamp) throws StatementFailure {
        Instant started = Instant.now();
        long startNanos = System.nanoTime();
        if (!runBegun) {
            markBeforeRun = context.ledger().mark();
            session.reset();
            begin();
            runBegun = true;
        }
        session.timeouts(timeouts(script), true);
        executeStatements(script);
        session.resetInTransaction();
        session.flush();
        session.executeOwn(record(script, stamp, started, startNanos, false));
        entries.done(script.step());
        doneInRun.add(script);
        return result(script, System.nanoTime() - startNanos, session.takeNotices());
    }

    /** What the run had done was rolled back with what failed, and is done again before it. */
    private StepResult runWholeRun(PreparedScript script, RunStamp stamp) throws StatementFailure {
        runAgainWhatWasDone(stamp);
        return runWithinRun(script, stamp);
    }

    private void runAgainWhatWasDone(RunStamp stamp) throws StatementFailure {
        List<PreparedScript> again = List.copyOf(doneInRun);
        for (int last = doneInRun.size() - 1; last >= 0; last--) {
            entries.undone(doneInRun.get(last).step());
        }
        doneInRun.clear();
        try {
            for (PreparedScript script : again) {
                runWithinRun(script, stamp);
            }
        } catch (StatementFailure | RuntimeException e) {
            // The next attempt begins at the same place.
            for (PreparedScript script : again.subList(doneInRun.size(), again.size())) {
                entries.done(script.step());
                doneInRun.add(script);
            }
            throw e;
        }
    }

    void commitRun(RunStamp stamp) {
        if (doneInRun.isEmpty()) {
            return;
        }
        Step last = doneInRun.get(doneInRun.size() - 1).step();
        LockRetries retries = new LockRetries(session, settings, context);
        while (true) {
            try {
                if (!runBegun) {
                    runAgainWhatWasDone(stamp);
                }
                session.commit();
                return;
            } catch (StatementFailure failure) {
                takeBack(context.ledger().mark());
                if (!retries.again(last, failure)) {
                    throw errors.undone(last, failure);
                }
            }
        }
    }

    private void executeStatements(PreparedScript prepared) throws StatementFailure {
        Script script = prepared.step().script();
        long size = prepared.summary().bytes();
        try (SqlScript statements = SqlScript.open(script.open(), dialect, ScriptPreparation.options(script))) {
            for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                context.cancellation().check();
                if (!isOwnTransaction(next) && !Pipelining.setsUpTransaction(next)) {
                    fence();
                }
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
            fence();
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

    private String record(
            PreparedScript script, RunStamp stamp, Instant started, long startNanos, boolean serverMeasures) {
        return serverMeasures
                ? record(script, stamp, started)
                : record(script, stamp, started, Optional.of((System.nanoTime() - startNanos) / 1_000_000));
    }

    /** {@return the statement that records the script, with the time that the server measures} */
    String record(PreparedScript script, RunStamp stamp, Instant started) {
        return record(script, stamp, started, Optional.empty());
    }

    private String record(PreparedScript script, RunStamp stamp, Instant started, Optional<Long> durationMillis) {
        return context.ledger().append(entries.success(script, stamp, started, durationMillis));
    }

    private SqlSession.Timeouts timeouts(PreparedScript script) {
        return NonTransactionalExecutor.timeouts(script, settings);
    }

    static StepResult result(PreparedScript script, long nanos, List<Notice> notices) {
        return StepResult.heard(script.step(), script.summary().statements(), nanos / 1_000_000, notices);
    }
}
