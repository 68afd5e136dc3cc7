package dev.aicli.migrate.schema;

import dev.aicli.migrate.backup.TemporaryDatabases;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Execution;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.Track;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.PartialMigration;
import dev.aicli.migrate.history.ProgressTable;
import dev.aicli.migrate.history.ProgressTable.Progress;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The migrations of a database's schema. */
public final class SchemaTrack implements Track {
    /** The one target of this track. */
    public static final Subject DATABASE = new Subject("schema", "database");

    private static final int SHOWN_LINES = 5;

    private final MigrationSources sources;
    private final Database database;
    private final Connection connection;
    private final ExecutionSettings settings;
    private final SqlScripts running;
    private final SqlDialect sql;
    private final ScriptPreparation preparation;

    /**
     * The track of one database.
     *
     * @param connection the ledger's connection, which scripts may share
     */
    public SchemaTrack(MigrationSources sources, Database database, Connection connection, ExecutionSettings settings) {
        this.sources = sources;
        this.database = database;
        this.connection = connection;
        this.settings = settings;
        this.running = SqlScripts.of(database);
        try {
            this.sql = running.dialect(connection);
        } catch (SQLException e) {
            throw new ConnectionException("the connection to " + database.address() + " failed: " + e.getMessage(), e)
                    .next("run the same command again");
        }
        this.preparation = new ScriptPreparation(sql);
    }

    @Override
    public String name() {
        return DATABASE.track();
    }

    @Override
    public List<Subject> subjects() {
        return List.of(DATABASE);
    }

    @Override
    public void requireSources() {
        sources.folder().requireExists();
    }

    /** Its tables would be there, and all files from the first on would be applied to them. */
    @Override
    public void requireUntouched(Subject subject) {
        try {
            Optional<OtherTools.Trace> found = new OtherTools(database, connection).find();
            if (found.isPresent()) {
                OtherTools.Trace trace = found.get();
                throw new ValidationException(trace.tool() + " has migrated this database (" + trace.table()
                                + "), and nothing is recorded here of what it applied")
                        .next("declare the version up to which these files are applied: `migrate baseline --version V`,"
                                + " 0 when none of them is");
            }
        } catch (SQLException e) {
            throw new ConnectionException(
                            "cannot look for other tools' tables in " + database.address() + ": " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }

    /** Checks that the folders which somebody named are there: for commands that are about the files. */
    public void requireNamedSources() {
        sources.folder().requireNamedExist();
    }

    /** The folder is read once: what is planned is what is run. */
    @Override
    public List<Migration> migrations(Subject subject) {
        return sources.migrations();
    }

    @Override
    public void readSourcesAhead() {
        sources.readAhead();
    }

    @Override
    public List<Optional<String>> byteChecksums(List<Script> scripts) {
        return sources.byteChecksums(scripts);
    }

    /** {@return whether the database checks foreign keys in what is run; empty where it always does} */
    public Optional<Boolean> checksForeignKeys() {
        try {
            return database.checksForeignKeys(connection);
        } catch (SQLException e) {
            throw new ConnectionException("the connection to " + database.address() + " failed: " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }

    /** {@return what was odd about the files, and tolerated} */
    public List<String> warnings() {
        return sources.folder().warnings();
    }

    @Override
    public Version parseVersion(String text) {
        return NumericVersion.parse(text).orElseThrow(() -> {
            UsageException exception = new UsageException("'" + text + "' is no schema version");
            exception.next("a schema version is a number, such as 3 or 20250801120000; `list` shows those there are");
            return exception;
        });
    }

    @Override
    public String meaningChecksum(Script script) {
        return preparation.scan(script).tokenChecksum();
    }

    /** Where a backslash escapes, what was recorded may go back to a program that read it as any character. */
    @Override
    public boolean hasMeaning(Script script, String recorded) {
        SqlDialect byDefault = sql.byDefault();
        return (byDefault != sql && hasMeaning(script, byDefault, recorded))
                || meaningChecksum(script).equals(recorded);
    }

    private static boolean hasMeaning(Script script, SqlDialect dialect, String recorded) {
        try {
            return new ScriptPreparation(dialect).scan(script).tokenChecksum().equals(recorded);
        } catch (ValidationException e) {
            return false;
        }
    }

    @Override
    public void check(Plan plan) {
        for (Step step : plan.steps()) {
            preparation.prepare(step, settings.transaction());
        }
    }

    @Override
    public Execution prepare(Plan plan, RunContext context) {
        IdentityHashMap<Step, PreparedScript> scripts = prepared(plan, settings.transaction());
        if (settings.transaction() == TransactionScope.RUN) {
            preparation.requireOneTransaction(plan.steps());
        }
        SqlSession session = session(context.cancellation());
        return new SchemaExecution(
                scripts, session, sql, database, connection, settings, context, entries(context.history()));
    }

    /**
     * Executes a plan in a transaction that is rolled back. To be called with the run lock held: it takes the locks in
     * the database that the run will take.
     *
     * @return what each statement did; nothing of a step that cannot be tried in a transaction with others
     */
    public List<DryRunStep> dryRun(Plan plan, Cancellation cancellation) {
        return dryRun(prepared(plan), cancellation);
    }

    /**
     * Finds out what a plan would do. Executes it in a transaction that is rolled back, with the run lock held as
     * above, and what cannot be tried there in a database that is made for that.
     *
     * @param temporaryDatabases makes that database
     */
    public List<DryRunStep> dryRun(Plan plan, TemporaryDatabases temporaryDatabases, Cancellation cancellation) {
        ExecutionSettings once = new ExecutionSettings(
                settings.lockTimeout(), settings.statementTimeout(), 0, TransactionScope.MIGRATION);
        return new DryRun(temporaryDatabases, sql, once, cancellation)
                .of(prepared(plan), tried -> dryRun(tried, cancellation));
    }

    private List<PreparedScript> prepared(Plan plan) {
        return plan.steps().stream()
                .map(step -> preparation.prepare(step, TransactionScope.MIGRATION))
                .toList();
    }

    private List<DryRunStep> dryRun(List<PreparedScript> scripts, Cancellation cancellation) {
        try (SqlSession session = session(cancellation)) {
            return new DryRunExecutor(session, sql, settings, cancellation).dryRun(scripts);
        }
    }

    /**
     * Writes down what a run would execute, its rows of history among it, for the database's own shell. Executes
     * nothing.
     *
     * @param history as {@code ledger} has just read it
     * @throws UncheckedIOException when {@code out} cannot be written to
     */
    public void write(Plan plan, Ledger ledger, History history, RunStamp stamp, Writer out) {
        IdentityHashMap<Step, PreparedScript> scripts = prepared(plan, settings.transaction());
        try {
            WrittenSession session = running.written(connection, out);
            RunListener heading = new RunListener() {
                @Override
                public void stepStarted(Step step) {
                    session.line("");
                    session.comment(step.direction().word() + " "
                            + step.migration().label() + ": " + step.script().name());
                }
            };
            RunContext context = new RunContext(ledger, history, new Cancellation(), heading);
            ledger.tablePreparation(stamp, history).forEach(session::write);
            try (SchemaExecution execution = new SchemaExecution(
                    scripts, session, sql, database, connection, settings, context, entries(history))) {
                for (Step step : plan.steps()) {
                    execution.execute(List.of(step), stamp);
                }
                execution.leaveNoSnapshot();
                execution.commit();
            }
        } catch (SQLException e) {
            throw new ConnectionException(
                            "cannot use the connection to " + database.address() + ": " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }

    private StepEntries entries(History history) {
        return new StepEntries(state(DATABASE, history), sources.migrations());
    }

    private IdentityHashMap<Step, PreparedScript> prepared(Plan plan, TransactionScope scope) {
        IdentityHashMap<Step, PreparedScript> scripts = new IdentityHashMap<>();
        for (Step step : plan.steps()) {
            scripts.put(step, preparation.prepare(step, scope));
        }
        return scripts;
    }

    /**
     * {@return the locks that a plan is going to take, as far as the words of its scripts tell} Executes nothing.
     *
     * @throws dev.aicli.migrate.model.ValidationException when a script is no SQL
     */
    public PlannedLocks analyzeLocks(Plan plan) {
        check(plan);
        return sql.lockAnalyzer().isPresent()
                ? PlannedLocks.analyzed(plan.steps(), sql)
                : PlannedLocks.ofWholeDatabase(plan.steps());
    }

    /**
     * {@return the locks that a plan takes when it is tried, as {@link #dryRun} does}
     *
     * @throws dev.aicli.migrate.model.MigrationFailedException when a statement fails
     */
    public PlannedLocks measureLocks(Plan plan, Cancellation cancellation) {
        List<DryRunStep> tried = dryRun(plan, cancellation);
        DryRunStep.failure(tried).ifPresent(failure -> {
            throw failure;
        });
        return sql.lockAnalyzer().isPresent()
                ? PlannedLocks.measured(tried)
                : PlannedLocks.ofWholeDatabase(plan.steps());
    }

    /**
     * {@return the statement at which a half-done migration goes on; empty when its file is not there or has no such
     * statement}
     */
    public Optional<StoppedAt> stoppedAt(PartialMigration partial, Ledger ledger) {
        Optional<Progress> progress = new ProgressTable(database, ledger.names())
                .read(connection, DATABASE)
                .filter(found -> found.version().equals(partial.version().text()));
        long done = progress.map(Progress::done)
                .orElse(partial.row().entry().statements().done());
        boolean noAnswer = partial.row().entry().status() == Status.RUNNING
                && progress.map(Progress::inFlight).orElse(false);
        return migrations(DATABASE).stream()
                .filter(migration -> migration.version().equals(partial.version()))
                .flatMap(
                        migration -> (partial.direction() == Direction.UP ? migration.up() : migration.down()).stream())
                .findFirst()
                .flatMap(script -> statement(script, done + 1, noAnswer));
    }

    private Optional<StoppedAt> statement(Script script, long number, boolean mayHaveRun) {
        try (SqlScript statements = SqlScript.open(script.open(), sql, ScriptPreparation.options(script))) {
            for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                if (next.number() == number) {
                    return Optional.of(new StoppedAt(
                            number,
                            ScriptPreparation.location(script, next.start()),
                            Excerpts.firstLines(next.text(), SHOWN_LINES),
                            mayHaveRun));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw ScriptPreparation.unreadable(script, e);
        }
    }

    private SqlSession session(Cancellation cancellation) {
        try {
            return running.session(connection, cancellation);
        } catch (SQLException e) {
            throw new ConnectionException(
                            "cannot use the connection to " + database.address() + ": " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }
}
