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
import java.util.IdentityHashMap;
import java.util.Objects;

/** Runs prepared scripts on a database, each together with its row of history. */
final class SchemaExecution implements Execution {
    private final IdentityHashMap<Step, PreparedScript> scripts;
    private final SqlSession session;
    private final TransactionScope scope;
    private final TransactionalScripts transactional;
    private final AsWrittenScripts asWritten;
    private final SnapshotRecorder snapshot;

    SchemaExecution(
            IdentityHashMap<Step, PreparedScript> scripts,
            SqlSession session,
            SqlDialect dialect,
            Database database,
            Connection connection,
            ExecutionSettings settings,
            RunContext context) {
        this.scripts = scripts;
        this.session = session;
        this.scope = settings.transaction();
        ScriptErrors errors = new ScriptErrors(session);
        StepEntries entries = new StepEntries(context);
        this.transactional = new TransactionalScripts(session, dialect, settings, context, entries, errors);
        this.asWritten = new AsWrittenScripts(session, dialect, database, settings, context, entries, errors);
        this.snapshot = new SnapshotRecorder(database, connection, context, entries);
    }

    @Override
    public StepResult execute(Step step, RunStamp stamp) {
        PreparedScript script = Objects.requireNonNull(scripts.get(step), "a step of another plan");
        try {
            StepResult result = script.mode() == PreparedScript.Mode.TRANSACTION
                            && step.resumeFrom().isEmpty()
                    ? transactional.run(script, stamp)
                    : asWritten.run(script, stamp);
            snapshot.done(step, stamp);
            return result;
        } catch (RuntimeException e) {
            if (!(e instanceof MigrationFailedException) || scope == TransactionScope.RUN) {
                snapshot.forget();
            }
            throw e;
        }
    }

    @Override
    public void commit() {
        if (scope == TransactionScope.RUN) {
            transactional.commitRun();
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
