package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.model.PartialStateException;
import dev.aicli.migrate.schema.sql.Pipelining;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementKind;
import dev.aicli.migrate.schema.sql.StatementKind.TransactionControl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Executes the statements of a script as it is written, each in the smallest transaction that it allows: its own, the
 * script's, or none.
 */
final class NonTransactionalStatements {
    /** What may commit inside, so that it must not be put into a transaction once the user asked for none. */
    private static final Pattern MAY_COMMIT = Pattern.compile("(?i)(CALL|DO)\\b.*", Pattern.DOTALL);

    /** What comes to the same however often it is done. Builds of indexes are cleared up before they are done again. */
    private static final Pattern REPEATABLE =
            Pattern.compile("(?i)(VACUUM|CLUSTER|REINDEX|PRAGMA)\\b.*", Pattern.DOTALL);

    private static final String ACTIVE_TRANSACTION = "25001";
    private static final int EXCERPT_LINES = 5;

    /** What an earlier run did with a statement. */
    enum Before {
        NOT_SENT,
        /** It failed, as far as the server said. */
        FAILED,
        /** It was sent, and the run ended before it heard what came of it. */
        NO_ANSWER
    }

    private final PreparedScript script;
    private final SqlSession session;
    private final ExecutionSettings settings;
    private final RunContext context;
    private final ProgressRecorder progress;
    private final List<SqlStatement> roleChanges = new ArrayList<>();
    private SqlSession.@Nullable Timeouts inTransactions;
    private boolean inOwnTransaction;
    private boolean chained;
    private boolean chainedBehindDone;
    private boolean mayHaveLeftSomething;
    private boolean sentBefore;
    private boolean fenced = true;

    NonTransactionalStatements(
            PreparedScript script,
            SqlSession session,
            ExecutionSettings settings,
            RunContext context,
            ProgressRecorder progress) {
        this.script = script;
        this.session = session;
        this.settings = settings;
        this.context = context;
        this.progress = progress;
    }

    /** Sets the time-outs of all that is to come. A pooler's session is ours for a transaction only. */
    void limit(SqlSession.Timeouts timeouts, boolean pooled) throws StatementFailure {
        session.timeouts(timeouts, false);
        inTransactions = pooled ? timeouts : null;
    }

    /** {@return whether what failed was rolled back, or can be done again whatever it left} */
    boolean leftNothing() {
        return !mayHaveLeftSomething;
    }

    /** The transaction that was open was rolled back, the session is as it was before, and the script goes on there. */
    void goOn() throws StatementFailure {
        inOwnTransaction = false;
        chained = chainedBehindDone;
        actAgainAsTheScript();
    }

    private void limitTransaction() throws StatementFailure {
        if (inTransactions != null) {
            session.timeouts(inTransactions, true);
        }
    }

    /** A statement that took effect in an earlier run: of it only what it changed in the session is done again. */
    void replay(SqlStatement statement) throws StatementFailure {
        if (statement.kind() instanceof StatementKind.SessionChange change && !change.local()) {
            session.executeAlone(statement);
            remember(statement);
        }
        passedAndSettled(statement);
        chained = chainedBehindDone;
    }

    private void passedAndSettled(SqlStatement statement) {
        progress.passed(statement);
        settled(statement.kind());
    }

    private void settled(StatementKind last) {
        progress.settled();
        chainedBehindDone = last instanceof TransactionControl control
                && control.action() == TransactionControl.Action.COMMIT_AND_CHAIN;
        sentBefore = false;
        mayHaveLeftSomething = false;
    }

    /**
     * Executes a statement and records that.
     *
     * @param before what is known of it from an earlier run
     */
    void execute(SqlStatement statement, SqlScript source, Before before) throws StatementFailure, IOException {
        if (chained) {
            // The earlier run stopped in the transaction that this COMMIT AND CHAIN began.
            session.begin();
            inOwnTransaction = true;
            fenced = false;
            chained = false;
        }
        if (statement.kind() instanceof TransactionControl control) {
            control(statement, control.action());
        } else if (inOwnTransaction) {
            if (!fenced && !session.fencesLate() && !Pipelining.setsUpTransaction(statement)) {
                fence();
            }
            send(statement, source);
            progress.passed(statement);
        } else if (statement.kind() instanceof StatementKind.SessionChange) {
            session.executeAlone(statement);
            remember(statement);
            passedAndSettled(statement);
        } else if (runsAlone(statement)) {
            alone(statement, before);
        } else {
            inTransaction(statement, source);
        }
    }

    private boolean runsAlone(SqlStatement statement) {
        boolean askedFor = script.summary().directives().noTransaction();
        return statement.cannotRunInTransaction().isPresent()
                || (askedFor && MAY_COMMIT.matcher(statement.text()).matches());
    }

    private void alone(SqlStatement statement, Before before) throws StatementFailure {
        if ((before != Before.NOT_SENT || sentBefore) && session.settle(statement)) {
            settled(statement);
            return;
        }
        if (before == Before.NO_ANSWER && MAY_COMMIT.matcher(statement.text()).matches()) {
            switch (settings.interrupted()) {
                case ASK -> throw uncertain(statement);
                case DONE -> {
                    settled(statement);
                    return;
                }
                case AGAIN -> {}
            }
        }
        note(true);
        boolean waitsForAll =
                isConcurrent(statement.kind()) && script.summary().directives().lockTimeout() == null;
        if (waitsForAll) {
            // It waits without standing in anybody's way; giving up would leave half a work behind.
            session.timeouts(new SqlSession.Timeouts(Duration.ZERO, null), false);
        }
        sentBefore = true;
        mayHaveLeftSomething = !isConcurrent(statement.kind())
                && !REPEATABLE.matcher(statement.text()).matches();
        session.executeAlone(statement);
        session.requireSound(statement);
        if (waitsForAll) {
            session.timeouts(NonTransactionalExecutor.timeouts(script, settings), false);
        }
        settled(statement);
    }

    private PartialStateException uncertain(SqlStatement statement) {
        PartialStateException exception = new PartialStateException(
                "whether this statement took effect cannot be seen: the run that sent it ended before the answer came",
                null);
        exception
                .at(ScriptPreparation.location(script.step().script(), statement.start()))
                .detail("statement", Excerpts.firstLines(statement.text(), EXCERPT_LINES))
                .next("look at what it has changed; then `migrate resume --interrupted again` executes it once more,"
                        + " and `migrate resume --interrupted done` goes on behind it");
        return exception;
    }

    private void settled(SqlStatement statement) throws StatementFailure {
        passedAndSettled(statement);
        note(false);
    }

    /**
     * Writes the count outside of the script's transactions. A statement that allows none is sent right behind such a
     * note, which is not written by who has lost the lock.
     */
    private void note(boolean nextInFlight) throws StatementFailure {
        asOurselves(() -> progress.write(nextInFlight));
        actAgainAsTheScript();
        session.flush();
    }

    private void fence() throws StatementFailure {
        fenced = true;
        Optional<Fence> fence = context.ledger().fence();
        if (fence.isPresent()) {
            asOurselves(() -> session.fence(fence.get()));
            for (SqlStatement change : roleChanges) {
                session.execute(change);
            }
        }
    }

    private interface Write {
        void send() throws StatementFailure;
    }

    /** The script may have taken a role that has no right to our tables. */
    private void asOurselves(Write write) throws StatementFailure {
        if (!roleChanges.isEmpty()) {
            session.executeOwn("RESET SESSION AUTHORIZATION");
            session.executeOwn("RESET ROLE");
        }
        write.send();
    }

    private void actAgainAsTheScript() throws StatementFailure {
        for (SqlStatement change : roleChanges) {
            session.execute(change);
        }
        session.flush();
    }

    private void remember(SqlStatement statement) {
        if (statement.kind() instanceof StatementKind.SessionChange change
                && (change.name().equals("role")
                        || change.name().equals("session_authorization")
                        || change.name().equals("all"))) {
            roleChanges.add(statement);
        }
    }

    private static boolean isConcurrent(StatementKind kind) {
        return kind instanceof StatementKind.CreateIndexConcurrently
                || kind instanceof StatementKind.DropIndexConcurrently
                || kind instanceof StatementKind.ReindexConcurrently;
    }

    /**
     * The statement and the note of it are one transaction: it is never executed twice. What turns out to allow none,
     * as a REINDEX of a partitioned table does, runs without where the file asks for that.
     */
    private void inTransaction(SqlStatement statement, SqlScript source) throws StatementFailure, IOException {
        try {
            session.begin();
            limitTransaction();
            fence();
            send(statement, source);
            progress.passed(statement);
            asOurselves(progress::writePassed);
            session.commit();
        } catch (StatementFailure failure) {
            boolean allowsNone = ACTIVE_TRANSACTION.equals(failure.reason().getSQLState())
                    && script.summary().directives().noTransaction();
            if (!allowsNone) {
                throw failure;
            }
            session.rollbackTransaction();
            progress.rewind();
            alone(statement, Before.NOT_SENT);
            return;
        }
        settled(statement.kind());
        actAgainAsTheScript();
    }

    private void send(SqlStatement statement, SqlScript source) throws StatementFailure, IOException {
        if (statement.kind() instanceof StatementKind.CopyFromStdin) {
            session.copy(statement, source.copyData(), source.copyDataStart().line());
        } else {
            session.execute(statement);
            if (!Pipelining.isHarmless(statement)) {
                session.flush();
            }
        }
        context.cancellation().check();
    }

    private void control(SqlStatement statement, TransactionControl.Action action) throws StatementFailure {
        switch (action) {
            case BEGIN -> {
                session.execute(statement);
                limitTransaction();
                inOwnTransaction = true;
                fenced = false;
                progress.passed(statement);
            }
            case COMMIT -> {
                commit(statement);
                inOwnTransaction = false;
            }
            case COMMIT_AND_CHAIN -> {
                commit(statement);
                fenced = false;
            }
            case ROLLBACK -> {
                session.execute(statement);
                session.flush();
                inOwnTransaction = false;
                settled(statement);
            }
            default -> {
                // A savepoint may revive a transaction whose failure we have not read yet.
                session.flush();
                session.execute(statement);
                session.flush();
                progress.passed(statement);
            }
        }
    }

    private void commit(SqlStatement statement) throws StatementFailure {
        session.flush();
        progress.passed(statement);
        asOurselves(progress::writePassed);
        if (!fenced) {
            fence();
        }
        session.execute(statement);
        session.flush();
        settled(statement.kind());
        actAgainAsTheScript();
    }
}
