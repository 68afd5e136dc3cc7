package dev.aicli.migrate.testing;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.DatabaseUrl;
import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.ChainReport;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunLocks;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.platform.postgresql.PostgreSql;
import dev.aicli.migrate.platform.postgresql.url.PostgreSqlUrl;
import dev.aicli.migrate.platform.sqlite.Sqlite;
import dev.aicli.migrate.platform.sqlite.connection.SqliteUrl;
import dev.aicli.migrate.schema.DryRunStep;
import dev.aicli.migrate.schema.ExecutionSettings;
import dev.aicli.migrate.schema.ExecutionSettings.InterruptedStatement;
import dev.aicli.migrate.schema.MigrationFolder;
import dev.aicli.migrate.schema.MigrationLocations;
import dev.aicli.migrate.schema.MigrationSources;
import dev.aicli.migrate.schema.SchemaTrack;
import dev.aicli.migrate.schema.StoppedAt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** A folder of migrations and a database, used the way the program uses them, without the program. */
public final class SchemaProject {
    private final Path root;
    private final Database database;
    private RunListener listener = RunListener.SILENT;
    private List<RunParticipant> participants = List.of();
    private Cancellation cancellation = new Cancellation();

    public SchemaProject(Path root, String url) {
        this.root = root;
        DatabaseUrl parsed = Databases.url(url, new UrlEnvironment(Map.of(), root, root, "tester"));
        this.database =
                parsed instanceof PostgreSqlUrl postgres ? PostgreSql.open(postgres) : Sqlite.open((SqliteUrl) parsed);
    }

    public Database database() {
        return database;
    }

    public SchemaProject listening(RunListener newListener) {
        this.listener = newListener;
        return this;
    }

    /** Has these take part in every run from now on. */
    public SchemaProject with(RunParticipant... participating) {
        this.participants = List.of(participating);
        return this;
    }

    /** Has the next runs be stopped by this. */
    public SchemaProject stoppedBy(Cancellation newCancellation) {
        this.cancellation = newCancellation;
        return this;
    }

    /** Writes a file under {@code migrations}. */
    public SchemaProject file(String name, String text) {
        try {
            Path file = root.resolve("migrations").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String name) {
        try {
            Files.delete(root.resolve("migrations").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RunReport up() {
        return run(new Goal.UpToLatest());
    }

    public RunReport down(int steps) {
        return run(new Goal.DownSteps(steps));
    }

    public RunReport run(Goal goal) {
        return run(goal, RunOptions.DEFAULT, ExecutionSettings.DEFAULT);
    }

    public RunReport run(Goal goal, RunOptions options, ExecutionSettings settings) {
        return with(settings, parts -> parts.runner.run(goal, stamp(), options));
    }

    public RunReport resume() {
        return resume(InterruptedStatement.ASK);
    }

    public RunReport resume(InterruptedStatement answer) {
        return with(
                ExecutionSettings.DEFAULT.withInterrupted(answer),
                parts -> parts.runner.resume(stamp(), RunOptions.DEFAULT));
    }

    public RunReport resume(ExecutionSettings settings) {
        return with(settings, parts -> parts.runner.resume(stamp(), RunOptions.DEFAULT));
    }

    public void force(String version) {
        with(
                ExecutionSettings.DEFAULT,
                parts -> parts.declarations.force(
                        SchemaTrack.DATABASE, NumericVersion.of(version), stamp(), Duration.ofSeconds(5)));
    }

    public void baseline(String version) {
        with(
                ExecutionSettings.DEFAULT,
                parts -> parts.declarations.baseline(
                        SchemaTrack.DATABASE, NumericVersion.of(version), stamp(), Duration.ofSeconds(5)));
    }

    public void repair() {
        with(
                ExecutionSettings.DEFAULT,
                parts -> parts.declarations.repair(SchemaTrack.DATABASE, stamp(), Duration.ofSeconds(5)));
    }

    /** Tries what {@link #up} would do. */
    public List<DryRunStep> dryRun() {
        return with(
                ExecutionSettings.DEFAULT,
                parts -> parts.track.dryRun(
                        parts.runner.preview(new Goal.UpToLatest(), RunOptions.DEFAULT), new Cancellation()));
    }

    /** {@return where the half-done migration goes on} */
    public Optional<StoppedAt> stoppedAt() {
        return with(ExecutionSettings.DEFAULT, parts -> {
            Inspection inspection =
                    new Inspection(parts.track, SchemaTrack.DATABASE, parts.ledger, parts.ledger.read());
            return inspection.state().partial().flatMap(partial -> parts.track.stoppedAt(partial, parts.ledger));
        });
    }

    public History history() {
        return with(ExecutionSettings.DEFAULT, parts -> parts.ledger.read());
    }

    public ChainReport verifyHistory() {
        return with(ExecutionSettings.DEFAULT, parts -> parts.ledger.verify());
    }

    public <T> T inspect(Function<Inspection, T> question) {
        return with(
                ExecutionSettings.DEFAULT,
                parts -> question.apply(
                        new Inspection(parts.track, SchemaTrack.DATABASE, parts.ledger, parts.ledger.read())));
    }

    /** {@return the current version, or {@code none}} */
    public String head() {
        return inspect(
                inspection -> inspection.state().head().map(Object::toString).orElse("none"));
    }

    /** {@return the first column of a query's rows, joined by commas} */
    public String query(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return String.join(",", values);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static RunStamp stamp() {
        return new RunStamp(UUID.randomUUID().toString(), Optional.empty(), "test", "tester", Optional.empty());
    }

    private record Parts(Ledger ledger, SchemaTrack track, Runner runner, Declarations declarations) {}

    private <T> T with(ExecutionSettings settings, Function<Parts, T> action) {
        try (Connection connection = database.connect()) {
            HistoryNames names = HistoryNames.locate(database, connection, Optional.empty(), "");
            Ledger ledger = new Ledger(database, connection, names);
            MigrationFolder folder = MigrationFolder.of(
                    MigrationLocations.of(root.resolve("migrations")), database.kind(), Databases.names(), root);
            SchemaTrack track = new SchemaTrack(new MigrationSources(folder), database, connection, settings);
            Supplier<RunLock> locks = () -> {
                RunLock lock = RunLocks.of(database, connection, names, "a test");
                ledger.guardBy(lock);
                return lock;
            };
            Runner runner = new Runner(track, ledger, locks, participants, listener, cancellation);
            Declarations declarations = new Declarations(track, ledger, locks, listener, cancellation);
            return action.apply(new Parts(ledger, track, runner, declarations));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
