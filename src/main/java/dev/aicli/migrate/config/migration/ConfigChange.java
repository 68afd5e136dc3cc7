package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.FormerPlace;
import dev.aicli.migrate.config.document.TextPosition;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.operation.DotenvOperation;
import dev.aicli.migrate.config.operation.DotenvSite;
import dev.aicli.migrate.config.operation.EnvGenerate;
import dev.aicli.migrate.config.operation.LinkedOperation;
import dev.aicli.migrate.config.operation.OnReference;
import dev.aicli.migrate.config.operation.Outcome;
import dev.aicli.migrate.config.operation.References;
import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.config.operation.Step;
import dev.aicli.migrate.config.operation.VariableChange;
import dev.aicli.migrate.config.operation.YamlOperation;
import dev.aicli.migrate.config.operation.YamlSite;
import dev.aicli.migrate.model.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Applies a migration to a set of documents: texts in, texts out, all or none.
 *
 * <p>On the way down a document that is just as the way up left it gets its exact former bytes; in one that was edited
 * since, the inverse operations run, and an edited value is never overwritten.
 */
public final class ConfigChange {
    private final ConfigMigration migration;
    private final List<ConfigText> documents;
    private final StashFile stash;
    private final Rereading rereading;
    private final Map<String, YamlSite> yaml = new LinkedHashMap<>();
    private final Map<String, DotenvSite> dotenv = new LinkedHashMap<>();
    private final List<ConfigOutcome.Note> notes = new ArrayList<>();
    private final Map<String, List<Stash>> records = new LinkedHashMap<>();
    private final Predicate<String> targets;
    private final List<ConfigText> bystanders;
    private int applied;

    private ConfigChange(
            ConfigMigration migration,
            List<ConfigText> documents,
            Predicate<String> targets,
            List<ConfigText> bystanders,
            Stash stash,
            Rereading rereading) {
        this.targets = targets;
        this.bystanders = bystanders;
        this.migration = migration;
        this.documents = documents;
        this.stash = new StashFile(stash);
        this.rereading = rereading;
    }

    /**
     * Applies the migration.
     *
     * @param targets which documents the operations are for, by name; in the others only references are followed
     * @param bystanders documents that are only looked at: whether they refer to what goes
     * @param stash what the last change in the other direction answered; empty when there was none or it is lost
     */
    public static ConfigOutcome apply(
            ConfigMigration migration,
            Direction direction,
            List<ConfigText> documents,
            Predicate<String> targets,
            List<ConfigText> bystanders,
            Stash stash,
            Rereading rereading) {
        ConfigChange change = new ConfigChange(migration, documents, targets, bystanders, stash, rereading);
        return direction == Direction.UP ? change.up() : change.down(true);
    }

    /** As above, on all of the documents. */
    public static ConfigOutcome apply(
            ConfigMigration migration,
            Direction direction,
            List<ConfigText> documents,
            Stash stash,
            Rereading rereading) {
        return apply(migration, direction, documents, name -> true, List.of(), stash, rereading);
    }

    /** As above; after each edit the whole document is read again. */
    public static ConfigOutcome apply(
            ConfigMigration migration, Direction direction, List<ConfigText> documents, Stash stash) {
        return apply(migration, direction, documents, stash, Rereading.WHOLE);
    }

    /** As {@link #apply} downwards, by inverse operations alone: as if every document had been edited. */
    static ConfigOutcome downByOperations(
            ConfigMigration migration, List<ConfigText> documents, Stash stash, Rereading rereading) {
        return new ConfigChange(migration, documents, name -> true, List.of(), stash, rereading).down(false);
    }

    /** {@return the variables that a migration takes away or renames, as other documents may refer to them} */
    public static List<References> variables(ConfigMigration migration) {
        return VariableReferences.of(migration);
    }

    private ConfigOutcome up() {
        Optional<ConfigOutcome> unreadable = open(documents);
        if (unreadable.isPresent()) {
            return unreadable.get();
        }
        for (int i = 0; i < migration.up().size(); i++) {
            Optional<ConfigOutcome> refused = step(migration.up().get(i), i, Direction.UP);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        ConfigOutcome.Done done = done(documents, Direction.UP);
        for (Map.Entry<String, List<VariableReferences.Use>> name :
                dangling(done.texts()).entrySet()) {
            List<VariableReferences.Use> uses = name.getValue().stream()
                    .map(use -> new VariableReferences.Use(
                            use.document(),
                            place(use.document(), use.position()).position()))
                    .toList();
            Optional<Step> stopping = VariableReferences.stopping(migration.up(), name.getKey());
            if (stopping.isPresent()) {
                return VariableReferences.refused(stopping.get(), name.getKey(), uses);
            }
        }
        return withNotes(done);
    }

    private boolean isBystander(String name) {
        return bystanders.stream().anyMatch(document -> document.name().equals(name));
    }

    private Map<String, List<VariableReferences.Use>> dangling(Map<String, String> texts) {
        List<ConfigText> before = new ArrayList<>(documents);
        before.addAll(bystanders);
        List<ConfigText> after = before.stream()
                .map(document -> new ConfigText(
                        document.name(), document.format(), texts.getOrDefault(document.name(), document.text())))
                .toList();
        return VariableReferences.dangling(before, after);
    }

    /** What still refers to a variable that is gone is named. */
    private ConfigOutcome.Done withNotes(ConfigOutcome.Done done) {
        List<ConfigOutcome.Note> more = new ArrayList<>(done.notes());
        dangling(done.texts())
                .forEach((name, uses) -> more.add(new ConfigOutcome.Note(
                        noted(uses.get(0).document()),
                        "",
                        Optional.empty(),
                        false,
                        name + " is gone, and other values still refer to it: " + VariableReferences.places(uses))));
        return new ConfigOutcome.Done(done.texts(), done.stash(), List.copyOf(more));
    }

    /** {@return the document that something about another one is told of} */
    private String noted(String document) {
        return isBystander(document)
                ? documents.stream()
                        .filter(own -> own.format() == ConfigFormat.DOTENV)
                        .findFirst()
                        .map(ConfigText::name)
                        .orElse(document)
                : document;
    }

    private ConfigOutcome down(boolean exact) {
        List<ConfigText> edited = new ArrayList<>();
        Map<String, String> former = new LinkedHashMap<>();
        for (ConfigText document : documents) {
            Optional<String> before = exact ? stash.formerText(document) : Optional.empty();
            if (before.isPresent()) {
                former.put(document.name(), before.get());
            } else {
                edited.add(document);
            }
        }
        boolean linked = migration.up().stream().anyMatch(step -> step.operation() instanceof LinkedOperation);
        if ((linked && !edited.isEmpty()) || edited.stream().anyMatch(this::hasOldNames)) {
            former.clear();
            edited = documents;
        }
        Optional<ConfigOutcome> unreadable = open(edited);
        if (unreadable.isPresent()) {
            return unreadable.get();
        }
        Optional<ConfigOutcome> refused = edited.isEmpty() ? Optional.empty() : downSteps();
        if (refused.isPresent()) {
            return refused.get();
        }
        ConfigOutcome.Done done = done(edited, Direction.DOWN);
        Map<String, String> texts = new LinkedHashMap<>();
        for (ConfigText document : documents) {
            String text = former.getOrDefault(document.name(), done.texts().get(document.name()));
            texts.put(document.name(), text == null ? document.text() : text);
        }
        List<Stash> kept = new ArrayList<>(done.stash().children());
        for (ConfigText document : documents) {
            if (former.containsKey(document.name())) {
                rememberSecrets(document);
                List<Stash> secrets = records.getOrDefault(document.name(), List.of());
                if (!secrets.isEmpty()) {
                    kept.add(StashFile.file(document.name(), secrets));
                }
            }
        }
        return withNotes(new ConfigOutcome.Done(texts, new Stash(Map.of(), kept), done.notes()));
    }

    /** {@return whether a file assigns a name again that was changed: then references stay, in other files too} */
    private boolean hasOldNames(ConfigText document) {
        if (document.format() != ConfigFormat.DOTENV) {
            return false;
        }
        try {
            DotenvDocument read = DotenvDocument.parse(document.text());
            return migration.up().stream()
                    .flatMap(step -> step.operation().variables().stream())
                    .anyMatch(change -> change.becomes().isPresent() && read.defines(change.name()));
        } catch (DocumentException e) {
            return false;
        }
    }

    /** A secret that was generated goes with the former text coming back; it is kept for the next way up. */
    private void rememberSecrets(ConfigText document) {
        if (document.format() != ConfigFormat.DOTENV) {
            return;
        }
        for (int i = 0; i < migration.up().size(); i++) {
            if (migration.up().get(i).operation() instanceof EnvGenerate generated
                    && !stash.step(document.name(), i).isEmpty()) {
                Stash secret = generated.remembered(DotenvDocument.parse(document.text()));
                records.computeIfAbsent(document.name(), name -> new ArrayList<>())
                        .add(StashFile.step(i, secret, List.of()));
            }
        }
    }

    private Optional<ConfigOutcome> downSteps() {
        if (migration.down().isPresent()) {
            for (Step step : migration.down().get()) {
                Optional<ConfigOutcome> refused = step(step, -1, Direction.UP);
                if (refused.isPresent()) {
                    return refused;
                }
            }
            return Optional.empty();
        }
        for (int i = migration.up().size() - 1; i >= 0; i--) {
            Optional<ConfigOutcome> refused = step(migration.up().get(i), i, Direction.DOWN);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private Optional<ConfigOutcome> open(List<ConfigText> texts) {
        for (ConfigText document : texts) {
            try {
                if (document.format() == ConfigFormat.YAML) {
                    yaml.put(
                            document.name(),
                            new YamlSite(
                                    rereading == Rereading.WHOLE
                                            ? YamlDocument.parseWhole(document.text())
                                            : YamlDocument.parse(document.text())));
                } else {
                    dotenv.put(document.name(), new DotenvSite(DotenvDocument.parse(document.text())));
                }
            } catch (DocumentException e) {
                return Optional.of(new ConfigOutcome.Refused(
                        document.name(),
                        document.place(document.text(), e.position()).position(),
                        "",
                        TextPosition.START,
                        "UNREADABLE",
                        e.problem()));
            }
        }
        return Optional.empty();
    }

    private Optional<ConfigOutcome> step(Step step, int index, Direction direction) {
        int before = applied;
        Optional<ConfigOutcome> stopped = operation(step, index, direction);
        if (stopped.isPresent()) {
            return stopped;
        }
        for (VariableChange change : step.operation().variables()) {
            boolean done = applied > before
                    || (direction == Direction.DOWN && stash.did(index) && !isAssigned(change.becomes()));
            if (done
                    && change.references() == OnReference.FOLLOW
                    && change.becomes().isPresent()) {
                String other = change.becomes().get();
                boolean up = direction == Direction.UP;
                Optional<ConfigOutcome> refused = follow(step, up ? change.name() : other, up ? other : change.name());
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        return Optional.empty();
    }

    private boolean isAssigned(Optional<String> name) {
        return name.isPresent()
                && dotenv.values().stream().anyMatch(site -> site.document().defines(name.get()));
    }

    /** Lets what refers to a variable refer to it by its other name, but where the old one is still assigned. */
    private Optional<ConfigOutcome> follow(Step step, String from, String to) {
        References references = new References(from);
        for (ConfigText document : documents) {
            YamlSite own = yaml.get(document.name());
            DotenvSite env = dotenv.get(document.name());
            try {
                if (own != null) {
                    references.follow(own, to);
                } else if (env != null && !env.document().defines(from)) {
                    references.follow(env, to);
                }
            } catch (EditRefusedException e) {
                FormerPlace place = document.place(now(document), e.position());
                return Optional.of(new ConfigOutcome.Refused(
                        document.name(),
                        place.position(),
                        step.operation().name(),
                        step.position(),
                        e.reason().name(),
                        place.told(step.operation().name() + ": references cannot follow: " + e.getMessage())));
            }
        }
        return Optional.empty();
    }

    /** {@return a document's text as it is at present} */
    private String now(ConfigText document) {
        YamlSite own = yaml.get(document.name());
        if (own != null) {
            return own.document().text();
        }
        DotenvSite env = dotenv.get(document.name());
        return env == null ? document.text() : env.document().text();
    }

    private FormerPlace place(String name, TextPosition position) {
        return documents.stream()
                .filter(document -> document.name().equals(name))
                .findFirst()
                .map(document -> document.place(now(document), position))
                .orElse(new FormerPlace(position, true));
    }

    private Optional<ConfigOutcome> operation(Step step, int index, Direction direction) {
        if (step.operation() instanceof LinkedOperation) {
            return linked(step, index, direction);
        }
        for (Map.Entry<String, YamlSite> site : yaml.entrySet()) {
            if (step.operation() instanceof YamlOperation && wanted(site.getKey(), index, direction)) {
                Stash own = stash.step(site.getKey(), index);
                YamlSite there = site.getValue();
                YamlDocument mark = there.mark();
                Optional<ConfigOutcome> refused = guarded(
                        site.getKey(),
                        step,
                        index,
                        direction,
                        () -> direction == Direction.UP ? step.up(there, own) : step.down(there, own),
                        () -> WrittenComments.of(List.of(there.document()), List.of()),
                        () -> there.reset(mark));
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        for (Map.Entry<String, DotenvSite> site : dotenv.entrySet()) {
            if (step.operation() instanceof DotenvOperation && wanted(site.getKey(), index, direction)) {
                Stash own = stash.step(site.getKey(), index);
                DotenvSite there = site.getValue();
                DotenvDocument mark = there.mark();
                Optional<ConfigOutcome> refused = guarded(
                        site.getKey(),
                        step,
                        index,
                        direction,
                        () -> direction == Direction.UP ? step.up(there, own) : step.down(there, own),
                        () -> WrittenComments.of(List.of(), List.of(there.document())),
                        () -> there.become(mark));
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        return Optional.empty();
    }

    /** Carries a step out. A way back that would take comments along that the way up did not write is not taken. */
    private Optional<ConfigOutcome> guarded(
            String document,
            Step step,
            int index,
            Direction direction,
            Supplier<Outcome> work,
            Supplier<List<String>> comments,
            Runnable undo) {
        List<String> before = comments.get();
        Outcome outcome = work.get();
        List<String> after = comments.get();
        Optional<List<String>> written =
                direction == Direction.DOWN ? stash.comments(document, index) : Optional.empty();
        if (outcome instanceof Outcome.Applied
                && written.isPresent()
                && !WrittenComments.without(WrittenComments.without(before, after), written.get())
                        .isEmpty()) {
            undo.run();
            outcome = new Outcome.Skipped(
                    Outcome.Reason.EDITED,
                    step.operation().name() + ": comments stand there that it did not write, kept as it is");
            after = before;
        }
        return record(document, step, index, outcome, WrittenComments.without(after, before));
    }

    /** With a stash, only what was done is undone. */
    private boolean wanted(String document, int index, Direction direction) {
        return targets.test(document)
                && (direction == Direction.UP
                        || !stash.knows(document)
                        || !stash.step(document, index).isEmpty());
    }

    private Optional<ConfigOutcome> linked(Step step, int index, Direction direction) {
        if (yaml.isEmpty()) {
            return Optional.empty();
        }
        String first = yaml.keySet().iterator().next();
        if (dotenv.size() != 1) {
            return Optional.of(new ConfigOutcome.Refused(
                    first,
                    TextPosition.START,
                    step.operation().name(),
                    step.position(),
                    "MISSING",
                    step.operation().name() + ": needs exactly one .env file beside the YAML files"));
        }
        DotenvSite env = dotenv.values().iterator().next();
        for (Map.Entry<String, YamlSite> site : yaml.entrySet()) {
            if (wanted(site.getKey(), index, direction)) {
                Stash own = stash.step(site.getKey(), index);
                YamlSite there = site.getValue();
                YamlDocument yamlMark = there.mark();
                DotenvDocument envMark = env.mark();
                Optional<ConfigOutcome> refused = guarded(
                        site.getKey(),
                        step,
                        index,
                        direction,
                        () -> direction == Direction.UP ? step.up(there, env, own) : step.down(there, env, own),
                        () -> WrittenComments.of(List.of(there.document()), List.of(env.document())),
                        () -> {
                            there.reset(yamlMark);
                            env.become(envMark);
                        });
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ConfigOutcome> record(
            String document, Step step, int index, Outcome outcome, List<String> comments) {
        String operation = step.operation().name();
        if (outcome instanceof Outcome.Refused refused) {
            FormerPlace place = place(document, refused.position());
            return Optional.of(new ConfigOutcome.Refused(
                    document,
                    place.position(),
                    operation,
                    step.position(),
                    refused.reason().name(),
                    place.told(refused.text())));
        }
        if (outcome instanceof Outcome.Skipped skipped && skipped.reason() != Outcome.Reason.ALREADY) {
            notes.add(ConfigOutcome.Note.skipped(document, step, skipped.text()));
        }
        if (outcome instanceof Outcome.Applied applied) {
            this.applied++;
            applied.notes().forEach(text -> notes.add(ConfigOutcome.Note.of(document, step, text)));
            step.note().ifPresent(text -> notes.add(ConfigOutcome.Note.of(document, step, text)));
            if (index >= 0) {
                records.computeIfAbsent(document, name -> new ArrayList<>())
                        .add(StashFile.step(index, applied.stash(), comments));
            }
        }
        return Optional.empty();
    }

    private ConfigOutcome.Done done(List<ConfigText> changed, Direction direction) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<Stash> files = new ArrayList<>();
        for (ConfigText document : changed) {
            String name = document.name();
            String text = now(document);
            texts.put(name, text);
            List<Stash> steps = records.getOrDefault(name, List.of());
            files.add(direction == Direction.UP ? StashFile.file(document, text, steps) : StashFile.file(name, steps));
        }
        return new ConfigOutcome.Done(texts, new Stash(Map.of(), files), List.copyOf(notes));
    }
}
