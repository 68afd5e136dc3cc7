package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.history.ProgressTable;
import dev.aicli.migrate.history.ProgressTable.Progress;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.StatementCount;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.model.InterruptedRunException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.PartialStateException;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.schema.NonTransactionalStatements.Before;
import dev.aicli.migrate.schema.sql.ScriptDirectives;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs scripts that cannot be one transaction: statement by statement, or transaction by transaction as the script has
 * them, with the progress recorded after each, so that a later run can go on where this one stopped.
 */
final class NonTransactionalExecutor {
    private final SqlSession session;
    private final SqlDialect dialect;
    private final Database database;
    private final ExecutionSettings settings;
    private final RunContext context;
    private final StepEntries entries;
    private final ScriptErrors errors;

    NonTransactionalExecutor(
            SqlSession session,
            SqlDialect dialect,
            Database database,
            ExecutionSettings settings,
            RunContext context,
            StepEntries entries,
            ScriptErrors errors) {
        this.session = session;
        this.dialect = dialect;
        this.database = database;
        this.settings = settings;
        this.context = context;
        this.entries = entries;
        this.errors = errors;
    }

    StepResult run(PreparedScript prepared, RunStamp stamp) {
        long startNanos = System.nanoTime();
        Instant started = Instant.now();
        Step step = prepared.step();
        ProgressTable table = new ProgressTable(database, context.ledger().names());
        Optional<Progress> earlier = step.resumeFrom().flatMap(partial -> readProgress(table, step));
        ProgressRecorder progress = new ProgressRecorder(
                session, table, stamp, step, context.ledger(), done -> entries.running(prepared, stamp, done, started));
        NonTransactionalStatements statements =
                new NonTransactionalStatements(prepared, session, settings, context, progress);
        try {
            if (earlier.isPresent()) {
                LostTemporaries.requireNone(
                        step.script(), dialect, earlier.get().done());
            }
            session.reset();
            boolean pooled = session.isPooled();
            requireOwnSession(prepared, pooled);
            statements.limit(timeouts(prepared, settings), pooled);
            session.beforeScript(prepared.summary().directives().foreignKeysOff());
            execute(prepared, statements, progress, earlier);
            session.afterScript();
            end(prepared, stamp, started, startNanos, table);
        } catch (StatementFailure failure) {
            throw stopped(prepared, stamp, started, progress, failure);
        } catch (ValidationException | PartialStateException e) {
            // Nothing new is known of where it stands.
            takeBack(progress);
            throw e;
        } catch (MigrateException e) {
            throw stopped(prepared, stamp, started, progress, e);
        }
        entries.done(step);
        return StepResult.heard(
                step,
                prepared.summary().statements(),
                (System.nanoTime() - startNanos) / 1_000_000,
                session.takeNotices());
    }

    private void takeBack(ProgressRecorder progress) {
        session.rollback();
        progress.rewind();
    }

    /** Behind a pooler what a script sets would be gone for its next statement, and turn up with somebody else. */
    private static void requireOwnSession(PreparedScript prepared, boolean pooled) {
        if (!prepared.summary().sessionSettings().isEmpty() && pooled) {
            throw new ValidationException("the connection goes through a transaction pooler, and the file changes its"
                            + " session ("
                            + String.join(", ", prepared.summary().sessionSettings())
                            + ") without being one transaction")
                    .at(ScriptPreparation.location(prepared.step().script(), null))
                    .next("migrate over a direct connection to the server");
        }
    }

    private Optional<Progress> readProgress(ProgressTable table, Step step) {
        try (Connection connection = database.connect()) {
            return table.read(connection, step.subject())
                    .filter(found ->
                            found.version().equals(step.migration().version().text())
                                    && found.action().equals(step.direction().word()));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private void beginFenced() throws StatementFailure {
        session.begin();
        Optional<Fence> fence = context.ledger().fence();
        if (fence.isPresent()) {
            session.fence(fence.get());
        }
    }

    /** Goes on, after a failure for a lock that left nothing, at the statement that is not done. */
    private void execute(
            PreparedScript prepared,
            NonTransactionalStatements statements,
            ProgressRecorder progress,
            Optional<Progress> earlier)
            throws StatementFailure {
        LockRetries retries = new LockRetries(session, settings, context);
        long reached = -1;
        while (true) {
            try {
                executeFrom(prepared, statements, progress, earlier, reached);
                return;
            } catch (StatementFailure failure) {
                if (!statements.leftNothing()) {
                    throw failure;
                }
                session.rollbackTransaction();
                progress.rewind();
                if (progress.done() > reached) {
                    retries.succeeded();
                }
                if (!retries.again(prepared.step(), failure)) {
                    throw failure;
                }
                reached = progress.done();
                statements.goOn();
            }
        }
    }

    /**
     * Executes what is not done.
     *
     * @param reached up to which statement this run did it, in this very session; negative before its first attempt
     */
    private void executeFrom(
            PreparedScript prepared,
            NonTransactionalStatements statements,
            ProgressRecorder progress,
            Optional<Progress> earlier,
            long reached)
            throws StatementFailure {
        Script script = prepared.step().script();
        try (SqlScript source = SqlScript.open(script.open(), dialect, ScriptPreparation.options(script))) {
            long skipped = earlier.map(Progress::done).orElse(0L);
            for (SqlStatement next = source.next(); next != null; next = source.next()) {
                context.cancellation().check();
                if (next.number() > Math.max(skipped, reached)) {
                    boolean first = next.number() == skipped + 1;
                    statements.execute(next, source, first ? before(prepared, earlier) : Before.NOT_SENT);
                } else if (reached < next.number()) {
                    statements.replay(next);
                    if (next.number() == skipped) {
                        requireUnchanged(script, progress, earlier.orElseThrow());
                    }
                }
                context.listener().stepProgress(prepared.step(), source.bytesRead(), script.size());
            }
            session.flush();
        } catch (IOException e) {
            throw ScriptPreparation.unreadable(script, e);
        }
    }

    private static Before before(PreparedScript prepared, Optional<Progress> earlier) {
        boolean heardOfFailure = prepared.step()
                .resumeFrom()
                .map(partial -> partial.row().entry().status())
                .filter(Status.FAILED::equals)
                .isPresent();
        return earlier.filter(Progress::inFlight)
                .map(sent -> heardOfFailure ? Before.FAILED : Before.NO_ANSWER)
                .orElse(Before.NOT_SENT);
    }

    private static void requireUnchanged(Script script, ProgressRecorder progress, Progress earlier) {
        if (!progress.doneChecksum().equals(earlier.doneChecksum())) {
            throw new ValidationException("the part of " + script.name() + " that was executed already ("
                            + earlier.done() + " statements) was changed since")
                    .at(ScriptPreparation.location(script, null))
                    .next("put that part back as it was; or put the database right by hand and use `migrate force`");
        }
    }

    private void end(PreparedScript prepared, RunStamp stamp, Instant started, long startNanos, ProgressTable table)
            throws StatementFailure {
        LockRetries retries = new LockRetries(session, settings, context);
        Object mark = context.ledger().mark();
        while (true) {
            long millis = (System.nanoTime() - startNanos) / 1_000_000;
            try {
                session.reset();
                beginFenced();
                session.timeouts(timeouts(prepared, settings), true);
                session.executeOwn(
                        context.ledger().append(entries.success(prepared, stamp, started, Optional.of(millis))));
                session.executeOwn(table.clear(prepared.step().subject()));
                session.commit();
                return;
            } catch (StatementFailure failure) {
                session.rollback();
                context.ledger().rewind(mark);
                if (!retries.again(prepared.step(), failure)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean hasNotBegun(PreparedScript prepared, ProgressRecorder progress) {
        return !progress.isOpened() && prepared.step().resumeFrom().isEmpty();
    }

    private MigrateException stopped(
            PreparedScript prepared,
            RunStamp stamp,
            Instant started,
            ProgressRecorder progress,
            StatementFailure failure) {
        boolean nothing = hasNotBegun(prepared, progress);
        MigrateException exception;
        if (context.cancellation().requested()) {
            exception = context.cancellation().exception();
        } else if (nothing) {
            exception = errors.undone(prepared.step(), failure);
        } else {
            exception = errors.partial(
                    prepared.step(),
                    failure,
                    progress.done(),
                    prepared.summary().statements());
        }
        return stopped(prepared, stamp, started, progress, exception);
    }

    /** Records how far it came, if it came to anything and the database can still be reached. */
    private MigrateException stopped(
            PreparedScript prepared,
            RunStamp stamp,
            Instant started,
            ProgressRecorder progress,
            MigrateException exception) {
        takeBack(progress);
        if (hasNotBegun(prepared, progress)) {
            return exception;
        }
        if (exception instanceof InterruptedRunException) {
            exception.next("`migrate resume` goes on at the statement where it stopped");
        }
        String error = exception.location().map(place -> place + ": ").orElse("")
                + Objects.requireNonNullElse(exception.getMessage(), "");
        StatementCount count =
                new StatementCount(progress.done(), prepared.summary().statements());
        try {
            context.ledger()
                    .record(entries.running(prepared, stamp, progress.done(), started)
                            .withStatus(Status.FAILED, count, Optional.of(error)));
        } catch (MigrateException e) {
            // The running row stands, and says the same: this migration began and did not end.
            exception.addSuppressed(e);
        }
        return exception;
    }

    static SqlSession.Timeouts timeouts(PreparedScript script, ExecutionSettings settings) {
        ScriptDirectives directives = script.summary().directives();
        Duration lock = directives.lockTimeout();
        Duration statement = directives.statementTimeout();
        return new SqlSession.Timeouts(
                lock == null ? settings.lockTimeout() : lock,
                statement == null ? settings.statementTimeout().orElse(null) : statement);
    }
}
