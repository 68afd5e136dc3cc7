package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.AppliedMigration;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.PartialMigration;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.ValidationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One target as it stands at one moment: the migrations there are, what is in force, and what follows from both.
 * Changes nothing.
 */
public final class Inspection {
    private final Track track;
    private final Subject subject;
    private final Ledger ledger;
    private final boolean recorded;
    private final List<Migration> available;
    private final AppliedState state;

    public Inspection(Track track, Subject subject, Ledger ledger, History history) {
        this.track = track;
        this.subject = subject;
        this.ledger = ledger;
        this.recorded = !history.rows(subject).isEmpty();
        this.available = track.migrations(subject);
        this.state = track.state(subject, history);
    }

    public Subject subject() {
        return subject;
    }

    /** {@return the migrations that the sources hold, lowest version first} */
    public List<Migration> available() {
        return available;
    }

    /** {@return what is in force} */
    public AppliedState state() {
        return state;
    }

    /** {@return the planner for this target} */
    public Planner planner(boolean allowOutOfOrder) {
        return new Planner(subject, available, state, this::storedDown, allowOutOfOrder);
    }

    /** {@return the steps to the goal, after checking all that must hold before anything is changed} */
    public Plan plan(Goal goal, boolean allowOutOfOrder) {
        state.partial().ifPresent(partial -> {
            throw Partials.exception(partial);
        });
        Plan plan = planner(allowOutOfOrder).plan(goal);
        if (!recorded && !plan.isEmpty()) {
            track.requireUntouched(subject);
        }
        return plan;
    }

    /** {@return applied migrations whose files are not what they were} */
    public List<Finding> drift() {
        return new Drift(track).findings(available, state);
    }

    /** Stops an upward run when an applied migration's file says something else now. {@return the mere warnings} */
    public List<String> requireNoDrift() {
        List<String> warnings = new ArrayList<>();
        List<Finding> errors = new ArrayList<>();
        for (Finding finding : drift()) {
            if (finding.severity() == Finding.Severity.ERROR) {
                errors.add(finding);
            } else {
                warnings.add(finding.message()
                        + finding.location().map(place -> " (" + place + ")").orElse(""));
            }
        }
        if (errors.isEmpty()) {
            return warnings;
        }
        Finding first = errors.get(0);
        String others = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        throw new ValidationException(first.message() + others)
                .at(first.location().orElse(null))
                .next(
                        "put the file back as it was and write a new migration for the change; or, when the database is as"
                                + " the file says now, accept it with `repair`");
    }

    /** {@return the step that goes on with what an earlier run left half-done; empty when there is nothing} */
    public Optional<Step> resumption() {
        return state.partial().map(partial -> {
            Optional<Migration> file = available.stream()
                    .filter(migration -> migration.version().equals(partial.version()))
                    .findFirst();
            Optional<Migration> source = partial.direction() == Direction.DOWN
                    ? file.filter(migration -> migration.down().isPresent()).or(() -> fromHistory(partial))
                    : file;
            return Step.resuming(
                    subject,
                    partial.direction(),
                    source.orElseThrow(() -> new ValidationException(
                                    "version " + partial.version() + " is applied in part and its file is not there")
                            .next("bring back "
                                    + partial.row().entry().scriptName().orElse("its file")
                                    + ", or declare the version with `force`")),
                    partial);
        });
    }

    private Optional<Migration> fromHistory(PartialMigration partial) {
        return state.find(partial.version())
                .filter(AppliedMigration::hasDownScript)
                .map(applied -> new Migration(
                        applied.version(), applied.description(), Optional.empty(), Optional.of(storedDown(applied))));
    }

    /** {@return the migration's down script as kept in history} */
    private Script storedDown(AppliedMigration applied) {
        return new StoredScript(applied);
    }

    /** Read when it is needed: a history of thousands of migrations holds thousands of scripts. */
    private final class StoredScript implements Script {
        private final AppliedMigration applied;

        StoredScript(AppliedMigration applied) {
            this.applied = applied;
        }

        private Script loaded() {
            String text = ledger.downScript(applied.sequence())
                    .orElseThrow(() -> new ValidationException(
                            "the down script of " + applied.version() + " is not in history any more"));
            return Scripts.inMemory(name(), text);
        }

        @Override
        public String name() {
            return "history row " + applied.sequence()
                    + applied.scriptName()
                            .map(file -> " (down of " + file + ")")
                            .orElse("");
        }

        @Override
        public int firstLine() {
            return 1;
        }

        @Override
        public long size() {
            return ledger.downScript(applied.sequence())
                    .map(text -> (long) text.getBytes(StandardCharsets.UTF_8).length)
                    .orElse(0L);
        }

        @Override
        public InputStream open() throws IOException {
            return loaded().open();
        }

        @Override
        public String byteChecksum() throws IOException {
            return loaded().byteChecksum();
        }
    }
}
