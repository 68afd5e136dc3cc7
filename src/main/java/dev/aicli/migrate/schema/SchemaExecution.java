package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Execution;
import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.MigrationFailedException;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import dev.aicli.migrate.schema.sql.SqlDialect;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs prepared scripts on a database, each together with its row of history. */
final class SchemaExecution implements Execution {
    private static final Set<String> WHERE_NAMES_ARE_FOUND = Set.of("search_path", "role", "session_authorization");
    private static final int MOST_TOGETHER = 1_000;

    private final IdentityHashMap<Step, PreparedScript> scripts;
    private final SqlSession session;
    private final TransactionScope scope;
    private final RunContext context;
    private final TransactionalExecutor transactional;
    private final PipelinedScripts pipelined;
    private final NonTransactionalExecutor asWritten;
    private final SnapshotRecorder snapshot;
    private final List<StepResult> uncommitted = new ArrayList<>();
    private @Nullable RunStamp runStamp;

    SchemaExecution(
            IdentityHashMap<Step, PreparedScript> scripts,
            SqlSession session,
            SqlDialect dialect,
            Database database,
            Connection connection,
            ExecutionSettings settings,
            RunContext context,
            StepEntries entries) {
        this.scripts = scripts;
        this.session = session;
        this.scope = settings.transaction();
        this.context = context;
        ScriptErrors errors = new ScriptErrors(
                session,
                step -> sessionChangedBefore(scripts, step),
                context.ledger().names());
        this.transactional = new TransactionalExecutor(session, dialect, settings, context, entries, errors);
        this.pipelined = new PipelinedScripts(session, transactional, settings, context, entries);
        this.asWritten = new NonTransactionalExecutor(session, dialect, database, settings, context, entries, errors);
        this.snapshot = new SnapshotRecorder(database, connection, context, entries);
    }

    @Override
    public List<StepResult> execute(List<Step> upcoming, RunStamp stamp) {
        try {
            List<PreparedScript> together = upcoming.stream()
                    .limit(MOST_TOGETHER)
                    .map(this::script)
                    .takeWhile(pipelined::accept)
                    .toList();
            List<StepResult> results =
                    together.isEmpty() ? List.of(alone(upcoming.get(0), stamp)) : pipelined.run(together, stamp);
            snapshot.done(results.get(results.size() - 1).step(), stamp);
            return results;
        } catch (RuntimeException e) {
            if (!(e instanceof MigrationFailedException) || scope == TransactionScope.RUN) {
                snapshot.forget();
            }
            throw e;
        }
    }

    private static boolean sessionChangedBefore(IdentityHashMap<Step, PreparedScript> scripts, Step step) {
        return scripts.values().stream()
                .filter(script -> !script.step().equals(step))
                .flatMap(script -> script.summary().sessionSettings().stream())
                .anyMatch(WHERE_NAMES_ARE_FOUND::contains);
    }

    private PreparedScript script(Step step) {
        return Objects.requireNonNull(scripts.get(step), "a step of another plan");
    }

    private StepResult alone(Step step, RunStamp stamp) {
        PreparedScript script = script(step);
        context.listener().stepStarted(step);
        StepResult result = script.mode() == PreparedScript.Mode.TRANSACTION
                        && step.resumeFrom().isEmpty()
                ? transactional.run(script, stamp)
                : asWritten.run(script, stamp);
        if (scope == TransactionScope.RUN) {
            // Not done before all of them are.
            uncommitted.add(result);
            runStamp = stamp;
        } else {
            context.listener().stepFinished(result);
        }
        return result;
    }

    /** The schema is not recorded at the end: it is nobody's. */
    void leaveNoSnapshot() {
        snapshot.forget();
    }

    @Override
    public void commit() {
        RunStamp stamp = runStamp;
        if (scope == TransactionScope.RUN && stamp != null) {
            transactional.commitRun(stamp);
            uncommitted.forEach(context.listener()::stepFinished);
        }
        snapshot.record();
    }

    @Override
    public void close() {
        if (scope == TransactionScope.MIGRATION) {
            snapshot.record();
        }
        session.close();
    }
}
