package dev.aicli.migrate.testing;

import dev.aicli.migrate.config.ConfigSetup;
import dev.aicli.migrate.config.ConfigTrack;
import dev.aicli.migrate.config.FileStanding;
import dev.aicli.migrate.config.Preview;
import dev.aicli.migrate.config.files.FilePattern;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.ChainReport;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunLocks;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.platform.sqlite.Sqlite;
import dev.aicli.migrate.platform.sqlite.connection.SqliteUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Configuration files and their migrations in a folder, used the way the program uses them, without the program. */
public final class ConfigProject {
    private final Path root;
    private final Database database;
    private List<FilePattern> patterns = List.of();
    private Optional<SemanticVersion> assumed = Optional.empty();
    private List<RunParticipant> participants = List.of();

    public ConfigProject(Path root) {
        this.root = root;
        this.database = Sqlite.open(
                (SqliteUrl) Databases.url("sqlite:history.db", new UrlEnvironment(Map.of(), root, root, "tester")));
    }

    public ConfigProject files(String... paths) {
        this.patterns = Arrays.stream(paths)
                .map(path -> new FilePattern(path, Optional.empty(), Optional.empty()))
                .toList();
        return this;
    }

    /** Names one file, and the key that its version stands at. */
    public ConfigProject fileWithVersionAt(String path, String key) {
        this.patterns = List.of(new FilePattern(path, Optional.empty(), Optional.of(key)));
        return this;
    }

    public ConfigProject assuming(String version) {
        this.assumed = Optional.of(SemanticVersion.of(version));
        return this;
    }

    public ConfigProject with(RunParticipant participant) {
        this.participants = List.of(participant);
        return this;
    }

    /** Writes a file under {@code config-migrations}. */
    public ConfigProject migration(String name, String text) {
        return file("config-migrations/" + name, text);
    }

    /** Writes a file. */
    public ConfigProject file(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    public byte[] bytes(String name) {
        try {
            return Files.readAllBytes(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the folder of stash and journal} */
    public Path state() {
        return root.resolve(".aicli/backups/config");
    }

    public RunReport up() {
        return run(new Goal.UpToLatest());
    }

    public RunReport up(int steps) {
        return run(new Goal.UpSteps(steps));
    }

    public RunReport down(int steps) {
        return run(new Goal.DownSteps(steps));
    }

    public RunReport run(Goal goal) {
        return with(parts -> parts.runner.run(goal, stamp(), RunOptions.DEFAULT));
    }

    public Preview rehearse(Goal goal) {
        return with(parts -> parts.track.rehearse(
                parts.runner.preview(goal, RunOptions.DEFAULT), parts.ledger.read(), parts.ledger));
    }

    public List<Entry> baseline(String file, String version) {
        return with(parts -> parts.declarations.baseline(
                ConfigTrack.subject(file), SemanticVersion.of(version), stamp(), Duration.ofSeconds(5)));
    }

    public FileStanding standing(String file) {
        return with(parts -> {
            parts.track.subjects();
            return parts.track.standing(ConfigTrack.subject(file), parts.ledger.read());
        });
    }

    public ChainReport verifyHistory() {
        return with(parts -> parts.ledger.verify());
    }

    public History history() {
        return with(parts -> parts.ledger.read());
    }

    /** {@return the rows about a file, as {@code up 1.1.0}} */
    public List<String> recorded(String file) {
        return history().rows(ConfigTrack.subject(file)).stream()
                .map(row -> row.entry().action().word() + " " + row.entry().version())
                .toList();
    }

    private static RunStamp stamp() {
        return new RunStamp(UUID.randomUUID().toString(), Optional.empty(), "test", "tester", Optional.empty());
    }

    private record Parts(Ledger ledger, ConfigTrack track, Runner runner, Declarations declarations) {}

    private <T> T with(Function<Parts, T> action) {
        try (Connection connection = database.connect()) {
            HistoryNames names = new HistoryNames(Optional.empty(), "");
            Ledger ledger = new Ledger(database, connection, names);
            ConfigTrack track = new ConfigTrack(new ConfigSetup(
                    root, root.resolve("config-migrations"), patterns, List.of(), state(), List.of(), assumed));
            Supplier<RunLock> locks = () -> {
                RunLock lock = RunLocks.of(database, connection, names, "a test");
                ledger.guardBy(lock);
                return lock;
            };
            Cancellation cancellation = new Cancellation();
            Runner runner = new Runner(track, ledger, locks, participants, RunListener.SILENT, cancellation);
            Declarations declarations = new Declarations(track, ledger, locks, RunListener.SILENT, cancellation);
            return action.apply(new Parts(ledger, track, runner, declarations));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
