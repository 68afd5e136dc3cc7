package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.Placeholders;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.ScalarKind;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code rewrite}: replaces a literal text or a regular expression inside a string. Placeholders are not looked into.
 *
 * @param back how an edited value is taken back; absent: it stays
 */
record Rewrite(ConfigPath at, Rule rule, Optional<Rule> back) implements YamlOperation {
    /** One replacement. */
    record Rule(Pattern find, String replacement) {
        String apply(String text) {
            Placeholders atoms = new Placeholders();
            return atoms.hide(text)
                    .map(hidden -> atoms.show(find.matcher(hidden).replaceAll(replacement)))
                    .orElse(text);
        }

        @Override
        public String toString() {
            return "Rule";
        }
    }

    static Operation read(Arguments arguments) {
        ConfigPath at = arguments.path("at");
        Rule rule = rule(arguments);
        Optional<Rule> back = Optional.empty();
        if (arguments.has("reverse")) {
            Arguments reverse = arguments.below("reverse");
            back = Optional.of(rule(reverse));
            reverse.rejectUnknown();
        }
        return new Rewrite(at, rule, back);
    }

    private static Rule rule(Arguments arguments) {
        boolean literal = arguments.has("find");
        if (literal == arguments.has("pattern")) {
            arguments.problem("find", "either 'find' (a literal text) or 'pattern' (a regular expression) is needed");
        }
        arguments.node("find");
        arguments.node("pattern");
        String replacement = arguments.text("replace");
        if (!literal) {
            return new Rule(arguments.has("pattern") ? arguments.pattern("pattern") : Pattern.compile(""), replacement);
        }
        String find = arguments.text("find");
        if (find.isEmpty()) {
            arguments.problem("find", "'find' is empty");
        }
        return new Rule(Pattern.compile(find, Pattern.LITERAL), Matcher.quoteReplacement(replacement));
    }

    @Override
    public String name() {
        return "rewrite";
    }

    @Override
    public Lossiness lossiness() {
        return back.isPresent() ? Lossiness.INVERTIBLE : Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        return ValueChange.up(site, at, (document, cursor) -> rewritten(cursor, rule), false, earlier);
    }

    private static Optional<Content> rewritten(YamlCursor cursor, Rule rule) {
        YamlNode node = cursor.node();
        if (!(node instanceof YamlNode.YamlScalar) || ScalarKind.of(node.event()) != ScalarKind.STRING) {
            return Optional.empty();
        }
        String old = node.event().value();
        String changed = rule.apply(old);
        return changed.equals(old) ? Optional.empty() : Optional.of(Content.text(changed));
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        ValueChange.Computation inverse = (document, cursor) -> back.flatMap(reverse -> rewritten(cursor, reverse));
        return stash.isEmpty()
                ? ValueChange.down(site, ValueChange.cursors(site, at), inverse)
                : ValueChange.down(site, stash, inverse);
    }
}
