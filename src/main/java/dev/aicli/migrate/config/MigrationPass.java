package dev.aicli.migrate.config;

import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.files.ConfigTarget;
import dev.aicli.migrate.config.migration.ConfigChange;
import dev.aicli.migrate.config.migration.ConfigFormat;
import dev.aicli.migrate.config.migration.ConfigMigration;
import dev.aicli.migrate.config.migration.ConfigOutcome;
import dev.aicli.migrate.config.migration.ConfigText;
import dev.aicli.migrate.config.migration.Rereading;
import dev.aicli.migrate.config.operation.LinkedOperation;
import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.model.Version;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes files through one migration, and keeps the version that they carry in step with it.
 *
 * <p>The stash of a file has two parts: what the migration's operations kept, and what writing the version kept.
 */
final class MigrationPass {
    private static final String PART = "part";
    private static final String OPERATIONS = "operations";
    private static final String VERSION = "version";

    private static final int FEW = 2;

    /** Below every migration: what a file says whose version before the lowest is not known. */
    private static final SemanticVersion NO_VERSION = SemanticVersion.of("0.0.0");

    private final ConfigMigration migration;
    private final Direction direction;
    private final Script script;
    private final List<PathMatcher> targets;
    private final List<ConfigText> bystanders;

    /**
     * A migration in one direction.
     *
     * @param bystanders files of the project that do not go through it, and may refer to what it takes away
     */
    MigrationPass(ConfigMigration migration, Direction direction, Script script, List<ConfigText> bystanders) {
        this.bystanders = bystanders;
        this.migration = migration;
        this.direction = direction;
        this.script = script;
        this.targets = migration.targets().stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
    }

    /**
     * A file about to go through.
     *
     * @param original the text as the file's owner has it, before the whole run
     * @param stash what the last pass in the other direction kept
     * @param from the version that the file is at before, as far as that is known
     * @param version that the file is at afterwards, as far as that is known
     */
    record Input(
            ConfigTarget target,
            String original,
            String text,
            Stash stash,
            Optional<Version> from,
            Optional<Version> version) {
        /** The text may hold secrets. */
        @Override
        public String toString() {
            return "Input[" + target.name() + "]";
        }
    }

    /** {@return whether any of its operations is about several files} */
    static boolean isLinked(ConfigMigration migration) {
        return Stream.concat(migration.up().stream(), migration.down().stream().flatMap(List::stream))
                .anyMatch(step -> step.operation() instanceof LinkedOperation);
    }

    /** {@return whether any of the texts may refer to a variable whose name the migration takes away} */
    static boolean mayBeReferredTo(ConfigMigration migration, Collection<String> texts) {
        return ConfigChange.variables(migration).stream()
                .anyMatch(variable -> texts.stream().anyMatch(variable::mayBeIn));
    }

    /** {@return whether the migration may take the name of a variable away} */
    static boolean takesNames(ConfigMigration migration) {
        return !ConfigChange.variables(migration).isEmpty();
    }

    /** {@return the files that must go through together: all, or each by itself} */
    List<List<Step>> groups(List<Step> files, boolean together) {
        return together ? List.of(files) : files.stream().map(List::of).toList();
    }

    /** {@return what became of each} */
    List<RewrittenStep> carryOut(List<Input> inputs) {
        // What is known of more documents than a few at a time is not remembered until the end.
        if (inputs.size() <= FEW) {
            List<RewrittenStep> results = carryOut(inputs, Rereading.TOUCHED);
            if (confirmed(inputs, results)) {
                return results;
            }
        }
        return carryOut(inputs, Rereading.WHOLE);
    }

    private List<RewrittenStep> carryOut(List<Input> inputs, Rereading rereading) {
        return direction == Direction.UP ? up(inputs, rereading) : down(inputs, rereading);
    }

    /** The last word of the check after each edit: all of the text, read once more, is what the edits left. */
    private static boolean confirmed(List<Input> inputs, List<RewrittenStep> results) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).target().format() == ConfigFormat.YAML
                    && !YamlDocument.confirmed(results.get(i).after())) {
                return false;
            }
        }
        return true;
    }

    private List<RewrittenStep> up(List<Input> inputs, Rereading rereading) {
        Map<String, String> texts = new HashMap<>();
        inputs.forEach(input -> texts.put(input.target().name(), input.text()));
        ConfigOutcome.Done done = operations(inputs, texts, rereading);
        List<RewrittenStep> results = new ArrayList<>();
        for (Input input : inputs) {
            String text = textOf(done, input, texts);
            List<Stash> parts = new ArrayList<>();
            part(OPERATIONS, own(done.stash(), input)).ifPresent(parts::add);
            if (VersionStamp.of(input.target(), text).isPresent()) {
                ConfigOutcome.Done stamped =
                        VersionStamp.write(input.target(), input.original(), text, reached(input), rereading);
                text = textOf(stamped, input, texts);
                part(VERSION, own(stamped.stash(), input).map(MigrationPass::withoutText))
                        .ifPresent(parts::add);
            }
            results.add(result(input, text, new Stash(Map.of(), parts), done));
        }
        return results;
    }

    private List<RewrittenStep> down(List<Input> inputs, Rereading rereading) {
        Map<String, String> texts = new HashMap<>();
        for (Input input : inputs) {
            Stash kept = partOf(input.stash(), VERSION);
            texts.put(
                    input.target().name(),
                    kept.isEmpty()
                            ? input.text()
                            : textOf(
                                    VersionStamp.takeBack(
                                            input.target(),
                                            input.original(),
                                            input.text(),
                                            migration.version(),
                                            kept,
                                            rereading),
                                    input,
                                    Map.of(input.target().name(), input.text())));
        }
        ConfigOutcome.Done done = operations(inputs, texts, rereading);
        List<RewrittenStep> results = new ArrayList<>();
        for (Input input : inputs) {
            String text = textOf(done, input, texts);
            List<Stash> parts = new ArrayList<>();
            part(OPERATIONS, own(done.stash(), input)).ifPresent(parts::add);
            Optional<SemanticVersion> stamp = VersionStamp.of(input.target(), text);
            List<StepNote> unknown = List.of();
            if (stamp.isPresent()) {
                Optional<SemanticVersion> below = below(input);
                SemanticVersion said = below.orElseGet(
                        () -> stamp.get().compareTo(migration.version()) < 0 ? stamp.get() : NO_VERSION);
                if (below.isEmpty() && said.equals(NO_VERSION)) {
                    unknown = List.of(new StepNote(
                            input.target().name() + ": nobody knows at which version it was before "
                                    + migration.version() + "; it says " + NO_VERSION
                                    + " now, below every migration",
                            Optional.empty(),
                            false));
                }
                text = textOf(
                        VersionStamp.write(input.target(), input.original(), text, said, rereading),
                        input,
                        Map.of(input.target().name(), text));
            }
            results.add(result(input, text, new Stash(Map.of(), parts), done).noting(unknown));
        }
        return results;
    }

    /** The highest version in force, which is not this one when this one comes late. */
    private SemanticVersion reached(Input input) {
        return below(input).orElse(migration.version());
    }

    private static Optional<SemanticVersion> below(Input input) {
        return input.version().filter(SemanticVersion.class::isInstance).map(SemanticVersion.class::cast);
    }

    private ConfigOutcome.Done operations(List<Input> inputs, Map<String, String> texts, Rereading rereading) {
        List<ConfigText> documents = new ArrayList<>();
        List<Stash> kept = new ArrayList<>();
        boolean all = inputs.size() > 1 && !ConfigChange.variables(migration).isEmpty();
        for (Input input : inputs) {
            if (all || isTarget(input.target())) {
                String name = input.target().name();
                documents.add(new ConfigText(
                        name, input.target().format(), Objects.requireNonNull(texts.get(name)), input.original()));
                Stash stash = partOf(input.stash(), OPERATIONS);
                if (!stash.isEmpty()) {
                    kept.add(stash.children().get(0));
                }
            }
        }
        if (documents.isEmpty()) {
            return new ConfigOutcome.Done(Map.of(), Stash.EMPTY, List.of());
        }
        ConfigOutcome outcome = ConfigChange.apply(
                migration, direction, documents, this::isTarget, bystanders, new Stash(Map.of(), kept), rereading);
        if (outcome instanceof ConfigOutcome.Refused refused) {
            throw refused(refused);
        }
        return (ConfigOutcome.Done) outcome;
    }

    private ValidationException refused(ConfigOutcome.Refused refused) {
        SourceLocation inMigration = new SourceLocation(
                script.name(),
                refused.migrationPosition().line(),
                refused.migrationPosition().column());
        ValidationException exception = new ValidationException("migration " + migration.version()
                + (direction == Direction.UP ? "" : ", on the way back,") + " cannot change " + refused.document()
                + ": " + refused.text());
        exception
                .at(new SourceLocation(
                        refused.document(),
                        refused.position().line(),
                        refused.position().column()))
                .detail("operation", refused.operation())
                .detail("reason", refused.reason())
                .detail("migration", refused.operation().isEmpty() ? script.name() : inMigration.toString())
                .next("no file was changed; change the file, or the migration, so that it fits");
        return exception;
    }

    private boolean isTarget(ConfigTarget target) {
        return isTarget(target.name());
    }

    private boolean isTarget(String name) {
        return targets.isEmpty() || targets.stream().anyMatch(glob -> glob.matches(Path.of(name)));
    }

    private RewrittenStep result(Input input, String text, Stash stash, ConfigOutcome.Done done) {
        List<StepNote> notes = done.notes().stream()
                .filter(note -> note.document().equals(input.target().name()))
                .map(note -> new StepNote(
                        note.document() + ": " + note.text(),
                        note.migrationPosition()
                                .map(place -> new SourceLocation(script.name(), place.line(), place.column())),
                        note.skipped()))
                .distinct()
                .toList();
        int operations = direction == Direction.DOWN && migration.down().isPresent()
                ? migration.down().get().size()
                : migration.up().size();
        return new RewrittenStep(input.text(), text, stash, isTarget(input.target()) ? operations : 0, notes);
    }

    private static String textOf(ConfigOutcome.Done done, Input input, Map<String, String> otherwise) {
        String name = input.target().name();
        String text = done.texts().get(name);
        return text == null ? Objects.requireNonNull(otherwise.get(name)) : text;
    }

    private static Optional<Stash> own(Stash stash, Input input) {
        return stash.children().stream()
                .filter(child ->
                        child.get("file").equals(Optional.of(input.target().name())))
                .findFirst();
    }

    private static Optional<Stash> part(String name, Optional<Stash> own) {
        return own.map(stash -> new Stash(Map.of(PART, name), List.of(stash)));
    }

    private static Stash partOf(Stash stash, String name) {
        return stash.children().stream()
                .filter(child -> child.get(PART).equals(Optional.of(name)))
                .findFirst()
                .orElse(Stash.EMPTY);
    }

    /** The former text is in the operations' part already. */
    private static Stash withoutText(Stash file) {
        Map<String, String> values = new HashMap<>(file.values());
        values.remove("before");
        return new Stash(values, file.children());
    }
}
