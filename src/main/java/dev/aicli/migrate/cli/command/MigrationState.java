package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.history.AppliedMigration;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One migration as it stands, from its files and from history.
 *
 * @param state {@code applied}, {@code pending}, {@code baseline} (declared to be there), {@code missing} (applied, and
 *     its file is gone) or {@code partial}
 * @param reversible whether there is a way back, in a file or in history
 */
record MigrationState(
        Version version,
        String description,
        String state,
        Optional<Instant> appliedAt,
        Optional<String> runId,
        Optional<String> file,
        boolean reversible) {
    /** {@return every migration that there is or was, lowest version first} */
    static List<MigrationState> list(Inspection inspection) {
        Map<Version, MigrationState> states = new TreeMap<>();
        for (AppliedMigration applied : inspection.state().recorded()) {
            states.put(
                    applied.version(),
                    new MigrationState(
                            applied.version(),
                            applied.description(),
                            "missing",
                            Optional.of(applied.appliedAt()),
                            Optional.of(applied.runId()),
                            applied.scriptName(),
                            applied.hasDownScript()));
        }
        Optional<Version> partial = inspection.state().partial().map(half -> half.version());
        for (Migration migration : inspection.available()) {
            Version version = migration.version();
            Optional<AppliedMigration> applied = inspection.state().find(version);
            String word = inspection.state().contains(version) ? "baseline" : "pending";
            states.put(
                    version,
                    new MigrationState(
                            version,
                            migration.description(),
                            partial.equals(Optional.of(version)) ? "partial" : applied.isPresent() ? "applied" : word,
                            applied.map(AppliedMigration::appliedAt),
                            applied.map(AppliedMigration::runId),
                            migration.up().or(migration::down).map(Script::name),
                            migration.down().isPresent()
                                    || applied.map(AppliedMigration::hasDownScript)
                                            .orElse(false)));
        }
        return List.copyOf(states.values());
    }

    boolean isPending() {
        return state.equals("pending");
    }

    boolean isApplied() {
        return !isPending() && !state.equals("partial");
    }

    String label() {
        return description.isEmpty() ? version.text() : version.text() + " " + description;
    }

    void write(JsonWriter json) {
        json.text("version", version.text());
        json.text("description", description);
        json.text("state", state);
        json.text("appliedAt", appliedAt.map(Instant::toString));
        json.text("runId", runId);
        json.text("file", file);
        json.flag("reversible", reversible);
    }
}
