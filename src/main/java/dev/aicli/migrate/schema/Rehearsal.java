package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.schema.RehearsedStatement.TableLock;
import dev.aicli.migrate.schema.sql.ScriptSummary;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementKind;
import dev.aicli.migrate.schema.sql.TransactionObstacle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Executes scripts in a transaction that is rolled back, and watches. */
final class Rehearsal {
    private static final int SHOWN_STATEMENTS = 1_000;
    private static final int EXCERPT_LINES = 2;

    private final SqlSession session;
    private final SqlDialect dialect;
    private final ExecutionSettings settings;
    private final Cancellation cancellation;
    private final Set<TableLock> held = new HashSet<>();

    Rehearsal(SqlSession session, SqlDialect dialect, ExecutionSettings settings, Cancellation cancellation) {
        this.session = session;
        this.dialect = dialect;
        this.settings = settings;
        this.cancellation = cancellation;
    }

    List<RehearsedStep> rehearse(List<PreparedScript> scripts) {
        List<RehearsedStep> steps = new ArrayList<>();
        boolean begun = false;
        Optional<String> stopped = Optional.empty();
        try {
            for (PreparedScript script : scripts) {
                Step step = script.step();
                if (stopped.isEmpty() && script.mode() == PreparedScript.Mode.AS_WRITTEN) {
                    steps.add(notTried(script, reason(script.summary())));
                    stopped = Optional.of("it comes after " + step.script().name() + ", which cannot be tried");
                } else if (stopped.isEmpty() && begun && switchesForeignKeys(script)) {
                    String reason = "it switches foreign keys, which the transaction of the trial cannot";
                    steps.add(notTried(script, reason));
                    stopped = Optional.of("it comes after " + step.script().name() + ", which cannot be tried");
                } else if (stopped.isPresent()) {
                    steps.add(notTried(script, stopped.get()));
                } else {
                    try {
                        begin(script, begun);
                        begun = true;
                        steps.add(tried(script));
                    } catch (StatementFailure failure) {
                        throw new ScriptErrors(session).undone(step, failure);
                    }
                }
            }
        } finally {
            session.rollback();
        }
        return steps;
    }

    private static boolean switchesForeignKeys(PreparedScript script) {
        return script.summary().sessionSettings().contains("foreign_keys") || script.foreignKeysOff();
    }

    private void begin(PreparedScript script, boolean begun) throws StatementFailure {
        if (begun) {
            session.resetInTransaction();
        } else {
            session.reset();
            session.beforeTrial();
            session.beforeScript(script.foreignKeysOff());
            session.begin();
        }
        session.timeouts(AsWrittenScripts.timeouts(script, settings), true);
    }

    private static String reason(ScriptSummary summary) {
        return summary.firstObstacle()
                .map(TransactionObstacle::reason)
                .orElse(
                        summary.directives().noTransaction()
                                ? "the file asks for no transaction"
                                : "the file has transactions of its own");
    }

    private static RehearsedStep notTried(PreparedScript script, String reason) {
        return new RehearsedStep(script.step(), List.of(), script.summary().statements(), Optional.of(reason));
    }

    private RehearsedStep tried(PreparedScript prepared) throws StatementFailure {
        Script script = prepared.step().script();
        List<RehearsedStatement> statements = new ArrayList<>();
        try (SqlScript source = SqlScript.open(script.open(), dialect, ScriptPreparation.options(script))) {
            for (SqlStatement next = source.next(); next != null; next = source.next()) {
                cancellation.check();
                if (TransactionalScripts.isOwnTransaction(next) || session.isHandledOutside(next)) {
                    continue;
                }
                RehearsedStatement rehearsed = tried(next, source);
                if (statements.size() < SHOWN_STATEMENTS) {
                    statements.add(rehearsed);
                }
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
        return new RehearsedStep(prepared.step(), statements, prepared.summary().statements(), Optional.empty());
    }

    private RehearsedStatement tried(SqlStatement statement, SqlScript source) throws StatementFailure, IOException {
        session.flush();
        long start = System.nanoTime();
        long rows = -1;
        if (statement.kind() instanceof StatementKind.CopyFromStdin) {
            session.copy(statement, source.copyData(), source.copyDataStart().line());
        } else {
            rows = session.executeAlone(statement);
        }
        long micros = (System.nanoTime() - start) / 1_000;
        List<TableLock> taken = new ArrayList<>();
        for (TableLock lock : session.locks()) {
            if (held.add(new TableLock(lock.mode(), lock.table(), 0))) {
                taken.add(lock);
            }
        }
        return new RehearsedStatement(
                statement.number(),
                statement.start().line(),
                Excerpts.firstLines(statement.text(), EXCERPT_LINES),
                micros,
                rows,
                taken);
    }
}
