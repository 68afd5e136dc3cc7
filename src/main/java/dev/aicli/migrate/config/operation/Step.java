package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.FormerPlace;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.TextPosition;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEntry;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An operation with the options that all of them take.
 *
 * @param position in the migration file
 * @param when all of these must hold
 * @param onMissing what to do when the operation finds nothing to work on
 * @param note a text for the person
 */
public record Step(
        Operation operation, TextPosition position, List<Condition> when, OnMissing onMissing, Optional<String> note) {

    /** Reads a list of operations. */
    public static List<Step> list(YamlDocument document, YamlNode node, Problems problems) {
        List<Step> steps = new ArrayList<>();
        if (!node.isSequence()) {
            problems.add(document.position(node.start()), "a list of operations is expected here");
            return steps;
        }
        for (YamlEntry item : node.entries()) {
            one(document, item.value(), problems).ifPresent(steps::add);
        }
        return steps;
    }

    private static Optional<Step> one(YamlDocument document, YamlNode node, Problems problems) {
        TextPosition position = document.position(node.start());
        if (!node.isMapping() || node.entries().size() != 1) {
            problems.add(position, "an operation is one key with its arguments below");
            return Optional.empty();
        }
        YamlEntry only = node.entries().get(0);
        String name = only.name().orElse("");
        Optional<Operations.Reader> reader = Operations.named(name);
        if (reader.isEmpty()) {
            String meant = Operations.meant(name)
                    .map(other -> "; did you mean '" + other + "'?")
                    .orElse("");
            problems.add(position, "unknown operation '" + name + "'" + meant);
            return Optional.empty();
        }
        Arguments arguments = new Arguments(document, only.value(), problems);
        if (!only.value().isMapping()) {
            return Optional.empty();
        }
        int before = problems.count();
        Operation operation = reader.get().read(arguments);
        List<Condition> when = Condition.parse(arguments);
        OnMissing onMissing = arguments.choice("on_missing", OnMissing.class, OnMissing.SKIP);
        Optional<String> note = arguments.optionalText("note");
        arguments.rejectUnknown();
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new Step(operation, position, when, onMissing, note));
    }

    /** Does the operation; a refusal leaves the document as it was. */
    public Outcome up(YamlSite site, Stash earlier) {
        YamlDocument mark = site.mark();
        return guarded(
                () -> {
                    if (!when.stream().allMatch(condition -> condition.holds(site))) {
                        return new Outcome.Skipped(Outcome.Reason.CONDITION, operation.name() + ": condition not met");
                    }
                    return operation instanceof YamlOperation own ? missing(own.up(site, earlier)) : other();
                },
                () -> site.reset(mark),
                place -> FormerPlace.of(mark.text(), site.document().text(), place));
    }

    /** Undoes the operation. */
    public Outcome down(YamlSite site, Stash stash) {
        YamlDocument mark = site.mark();
        return guarded(
                () -> operation instanceof YamlOperation own ? own.down(site, stash) : other(),
                () -> site.reset(mark),
                place -> FormerPlace.of(mark.text(), site.document().text(), place));
    }

    /** As {@link #up(YamlSite, Stash)}. */
    public Outcome up(DotenvSite site, Stash earlier) {
        DotenvDocument mark = site.mark();
        return guarded(
                () -> {
                    if (!when.stream().allMatch(condition -> condition.holds(site.document()))) {
                        return new Outcome.Skipped(Outcome.Reason.CONDITION, operation.name() + ": condition not met");
                    }
                    return operation instanceof DotenvOperation own ? missing(own.up(site, earlier)) : other();
                },
                () -> site.become(mark),
                place -> FormerPlace.of(mark.text(), site.document().text(), place));
    }

    /** As {@link #down(YamlSite, Stash)}. */
    public Outcome down(DotenvSite site, Stash stash) {
        DotenvDocument mark = site.mark();
        return guarded(
                () -> operation instanceof DotenvOperation own ? own.down(site, stash) : other(),
                () -> site.become(mark),
                place -> FormerPlace.of(mark.text(), site.document().text(), place));
    }

    /** As {@link #up(YamlSite, Stash)}, for both files. Conditions are about the YAML document. */
    public Outcome up(YamlSite yaml, DotenvSite dotenv, Stash earlier) {
        YamlDocument yamlMark = yaml.mark();
        DotenvDocument dotenvMark = dotenv.mark();
        return guarded(
                () -> {
                    if (!when.stream().allMatch(condition -> condition.holds(yaml))) {
                        return new Outcome.Skipped(Outcome.Reason.CONDITION, operation.name() + ": condition not met");
                    }
                    return operation instanceof LinkedOperation own ? missing(own.up(yaml, dotenv, earlier)) : other();
                },
                () -> {
                    yaml.reset(yamlMark);
                    dotenv.become(dotenvMark);
                },
                place -> FormerPlace.of(yamlMark.text(), yaml.document().text(), place));
    }

    /** As {@link #down(YamlSite, Stash)}, for both files. */
    public Outcome down(YamlSite yaml, DotenvSite dotenv, Stash stash) {
        YamlDocument yamlMark = yaml.mark();
        DotenvDocument dotenvMark = dotenv.mark();
        return guarded(
                () -> operation instanceof LinkedOperation own ? own.down(yaml, dotenv, stash) : other(),
                () -> {
                    yaml.reset(yamlMark);
                    dotenv.become(dotenvMark);
                },
                place -> FormerPlace.of(yamlMark.text(), yaml.document().text(), place));
    }

    private Outcome missing(Outcome outcome) {
        if (onMissing == OnMissing.FAIL
                && outcome instanceof Outcome.Skipped skipped
                && (skipped.reason() == Outcome.Reason.MISSING || skipped.reason() == Outcome.Reason.FORM)) {
            return new Outcome.Refused(Refusal.MISSING, TextPosition.START, skipped.text());
        }
        return outcome;
    }

    private Outcome other() {
        return new Outcome.Skipped(Outcome.Reason.FORM, operation.name() + ": not for files of this format");
    }

    /** A refusal leaves nothing changed, and its place is one of the text as it is then. */
    private Outcome guarded(Supplier<Outcome> work, Runnable undo, Function<TextPosition, FormerPlace> before) {
        try {
            Outcome outcome = work.get();
            if (outcome instanceof Outcome.Refused refused) {
                FormerPlace place = before.apply(refused.position());
                undo.run();
                return new Outcome.Refused(refused.reason(), place.position(), place.told(refused.text()));
            }
            return outcome;
        } catch (EditRefusedException e) {
            FormerPlace place = before.apply(e.position());
            undo.run();
            return new Outcome.Refused(
                    e.reason(), place.position(), place.told(operation.name() + ": " + e.getMessage()));
        }
    }
}
