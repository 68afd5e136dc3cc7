package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs small scripts that follow each other, a transaction each, without waiting for the answers in between: what
 * stands behind a script that fails is not executed.
 */
final class PipelinedScripts {
    /** About what a script's record takes, its down script apart. */
    private static final int RECORD_BYTES = 2_500;

    /** After so long the run looks whether its lock is still held. */
    private static final long LONGEST_NANOS = 1_000_000_000;

    private final SqlSession session;
    private final TransactionalExecutor transactional;
    private final ExecutionSettings settings;
    private final RunContext context;
    private final StepEntries entries;
    private @Nullable PreparedScript failed;
    private @Nullable StatementFailure failure;

    PipelinedScripts(
            SqlSession session,
            TransactionalExecutor transactional,
            ExecutionSettings settings,
            RunContext context,
            StepEntries entries) {
        this.session = session;
        this.transactional = transactional;
        this.settings = settings;
        this.context = context;
        this.entries = entries;
    }

    /** {@return whether the script may run here} */
    boolean accept(PreparedScript script) {
        return settings.transaction() == TransactionScope.MIGRATION
                && script.mode() == PreparedScript.Mode.TRANSACTION
                && script.step().resumeFrom().isEmpty()
                && script.summary().harmless()
                && !script.foreignKeysOff()
                && hasRoom(script);
    }

    private boolean hasRoom(PreparedScript script) {
        return session.hasRoom(bytes(script), script.summary().statements());
    }

    private static long bytes(PreparedScript script) {
        long down = script.step().migration().down().map(Script::size).orElse(0L);
        return RECORD_BYTES + script.summary().bytes() + down;
    }

    /**
     * Runs the first script, and those behind it for about as long as the run may go without looking at its lock.
     *
     * @param scripts that are {@linkplain #accept accepted}, at least one
     * @return how those went that are committed; when another one failed, the next call tells
     */
    List<StepResult> run(List<PreparedScript> scripts, RunStamp stamp) {
        PreparedScript first = scripts.get(0);
        StatementFailure known = failure;
        if (known != null && first.equals(failed)) {
            failure = null;
            StepResult result = transactional.runAgain(first, stamp, known);
            context.listener().stepFinished(result);
            return List.of(result);
        }
        Pipeline pipeline = new Pipeline();
        try {
            pipeline.run(scripts, stamp);
            return pipeline.done;
        } catch (StatementFailure e) {
            session.rollback();
            pipeline.takeBack();
            failed = pipeline.next();
            failure = e;
            return pipeline.done.isEmpty() ? run(scripts, stamp) : pipeline.done;
        } catch (RuntimeException e) {
            session.rollback();
            pipeline.takeBack();
            if (pipeline.done.isEmpty()) {
                throw e;
            }
            // Whatever it was: the next call meets it again.
            return pipeline.done;
        }
    }

    private final class Pipeline {
        private final List<PreparedScript> handedOver = new ArrayList<>();
        private final List<Object> marks = new ArrayList<>();
        private final List<StepResult> done = new ArrayList<>();
        private int announced;
        private final long begun = System.nanoTime();

        void run(List<PreparedScript> scripts, RunStamp stamp) throws StatementFailure {
            session.reset();
            for (PreparedScript script : scripts) {
                if (!hasRoom(script)) {
                    session.sendAhead();
                    if (System.nanoTime() - begun > LONGEST_NANOS) {
                        break;
                    }
                }
                marks.add(context.ledger().mark());
                handOver(script);
                transactional.handOver(script);
                String record = transactional.record(script, stamp, Instant.now());
                session.commitAhead(record, context.ledger().durationOfLast(), millis -> committed(script, millis));
                entries.done(script.step());
            }
            session.flush();
        }

        private synchronized void handOver(PreparedScript script) {
            handedOver.add(script);
            announceNext();
        }

        private void announceNext() {
            if (announced == done.size() && announced < handedOver.size()) {
                context.listener().stepStarted(handedOver.get(announced).step());
                announced++;
            }
        }

        /** Called while more is handed over. */
        private synchronized void committed(PreparedScript script, long millis) {
            StepResult result = TransactionalExecutor.result(script, millis * 1_000_000, session.takeNotices());
            done.add(result);
            context.listener().stepFinished(result);
            announceNext();
        }

        /** Forgets what is not committed, the last first: a redo hands the same migration over twice. */
        synchronized void takeBack() {
            if (done.size() < handedOver.size()) {
                context.ledger().rewind(marks.get(done.size()));
            }
            for (int open = handedOver.size() - 1; open >= done.size(); open--) {
                entries.undone(handedOver.get(open).step());
            }
        }

        /** {@return the script that was to be committed next} */
        PreparedScript next() {
            return handedOver.get(done.size());
        }
    }
}
