package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Execution;
import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import dev.aicli.migrate.schema.sql.SqlDialect;
import java.util.IdentityHashMap;
import java.util.Objects;

/** Runs prepared scripts on a database, each together with its row of history. */
final class SchemaExecution implements Execution {
    private final IdentityHashMap<Step, PreparedScript> scripts;
    private final SqlSession session;
    private final TransactionScope scope;
    private final TransactionalScripts transactional;
    private final AsWrittenScripts asWritten;
    private final ScriptErrors errors;

    SchemaExecution(
            IdentityHashMap<Step, PreparedScript> scripts,
            SqlSession session,
            SqlDialect dialect,
            Database database,
            ExecutionSettings settings,
            RunContext context) {
        this.scripts = scripts;
        this.session = session;
        this.scope = settings.transaction();
        this.errors = new ScriptErrors(session);
        StepEntries entries = new StepEntries(context);
        this.transactional = new TransactionalScripts(session, dialect, settings, context, entries, errors);
        this.asWritten = new AsWrittenScripts(session, dialect, database, settings, context, entries, errors);
    }

    @Override
    public StepResult execute(Step step, RunStamp stamp) {
        PreparedScript script = Objects.requireNonNull(scripts.get(step), "a step of another plan");
        return script.mode() == PreparedScript.Mode.TRANSACTION
                        && step.resumeFrom().isEmpty()
                ? transactional.run(script, stamp)
                : asWritten.run(script, stamp);
    }

    @Override
    public void commit() {
        if (scope == TransactionScope.RUN) {
            transactional.commitRun();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
