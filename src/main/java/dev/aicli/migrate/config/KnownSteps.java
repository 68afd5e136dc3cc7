package dev.aicli.migrate.config;

import dev.aicli.migrate.config.files.StashFolder;
import dev.aicli.migrate.config.migration.ConfigMigration;
import dev.aicli.migrate.config.migration.ConfigMigrationFile;
import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.engine.Scripts;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.history.Action;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.Row;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.model.Version;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What history and the stash know of earlier steps: how a migration read when it was applied, and what was kept. Many
 * threads may ask.
 */
final class KnownSteps {
    private final History history;
    private final Ledger ledger;
    private final StashFolder stashes;
    private final Map<String, ConfigMigration> parsed = new HashMap<>();
    private final IdentityHashMap<Script, String> checksums = new IdentityHashMap<>();

    KnownSteps(History history, Ledger ledger, StashFolder stashes) {
        this.history = history;
        this.ledger = ledger;
        this.stashes = stashes;
    }

    /**
     * {@return the migration that a step carries out} The way back undoes what was done, so it goes by the text that
     * was applied; an explicit way back that was written into the file since is used.
     */
    synchronized ConfigMigration migration(Step step) {
        try {
            String key = checksum(step.script());
            Optional<Row> applied =
                    step.direction() == Direction.DOWN ? applied(step.subject(), version(step)) : Optional.empty();
            Optional<String> recorded = applied.flatMap(row -> row.entry().checksums())
                    .map(checksums -> checksums.bytes())
                    .filter(checksum -> !checksum.equals(key));
            ConfigMigration present = parsed.computeIfAbsent(key, ignored -> parse(step.script()));
            if (recorded.isEmpty() || applied.isEmpty()) {
                return present;
            }
            Row row = applied.get();
            ConfigMigration former = parsed.computeIfAbsent(
                    recorded.get(),
                    ignored -> ledger.downScript(row.sequence())
                            .map(text -> parse(Scripts.inMemory("history row " + row.sequence(), text)))
                            .orElse(present));
            return present.down().isEmpty()
                    ? former
                    : new ConfigMigration(
                            former.version(), former.description(), former.targets(), former.up(), present.down());
        } catch (IOException e) {
            throw new IllegalStateException("a script in memory can be read", e);
        }
    }

    private String checksum(Script script) throws IOException {
        String known = checksums.get(script);
        if (known == null) {
            known = script.byteChecksum();
            checksums.put(script, known);
        }
        return known;
    }

    private static ConfigMigration parse(Script script) {
        try {
            ConfigMigrationFile.Result result = ConfigMigrationFile.read(script.name(), Scripts.text(script));
            return result.migration().orElseThrow(() -> {
                ConfigMigrationFile.Finding first = result.problems().get(0);
                ValidationException unsound = new ValidationException(first.text());
                unsound.at(first.location()).next("`config validate` shows all that is wrong");
                return unsound;
            });
        } catch (IOException e) {
            throw new IllegalStateException("a script in memory can be read", e);
        }
    }

    /** {@return what the last step on that version in the other direction kept; empty when there is nothing} */
    Optional<Stash> stash(Subject subject, Version version, Direction direction) {
        return last(subject, version, direction == Direction.DOWN ? Action.UP : Action.DOWN)
                .flatMap(KnownSteps::data)
                .flatMap(data -> stashes.find(data.stash(), data.line()));
    }

    /** {@return the version that the file was at before a step's migration was applied, when that was a lower one} */
    Optional<Version> before(Step step) {
        return applied(step.subject(), version(step))
                .flatMap(KnownSteps::data)
                .flatMap(StepData::from)
                .flatMap(SemanticVersion::parse)
                .filter(from -> from.compareTo(version(step)) < 0)
                .map(Version.class::cast);
    }

    private Optional<Row> applied(Subject subject, Version version) {
        return last(subject, version, Action.UP);
    }

    private Optional<Row> last(Subject subject, Version version, Action action) {
        List<Row> rows = history.rows(subject);
        for (int i = rows.size() - 1; i >= 0; i--) {
            Entry entry = rows.get(i).entry();
            if (entry.action() == action
                    && entry.status() == Status.SUCCESS
                    && entry.version().equals(version.text())) {
                return Optional.of(rows.get(i));
            }
        }
        return Optional.empty();
    }

    /**
     * {@return whether the last step wrote that version into a file with those bytes although a higher one was in
     * force} Earlier versions of the program did so with a migration that came late; history knows better then.
     */
    static boolean lowered(List<Row> rows, SemanticVersion stamp, String sha256) {
        if (rows.isEmpty()) {
            return false;
        }
        Row last = rows.get(rows.size() - 1);
        Entry entry = last.entry();
        return entry.action() == Action.UP
                && entry.status() == Status.SUCCESS
                && entry.version().equals(stamp.text())
                && entry.headVersion()
                        .flatMap(SemanticVersion::parse)
                        .filter(head -> head.compareTo(stamp) > 0)
                        .isPresent()
                && data(last).filter(data -> data.after().equals(sha256)).isPresent();
    }

    static Optional<StepData> data(Row row) {
        return row.entry().data().flatMap(StepData::read);
    }

    private static Version version(Step step) {
        return step.migration().version();
    }
}
