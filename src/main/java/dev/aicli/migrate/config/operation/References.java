package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.TextPosition;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvLine;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlEntry;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where values refer to a variable: <code>${A}</code>, <code>${A:-x}</code> and the like, also inside each other,
 * <code>${env:A}</code>, <code>$A</code>. A dollar sign that is escaped ({@code \$}, {@code $$}) begins none, and in
 * single quotes of a {@code .env} file readers differ: nothing there counts.
 */
public final class References {
    private static final Pattern ENVIRONMENT = Pattern.compile("(?:env|ENV)[:.]");
    private static final String BEHIND_NAME = "}:-=?+%#/^,@[";

    private final String name;

    /** References to the variable of that name. */
    public References(String name) {
        this.name = name;
    }

    /** {@return whether a text may have any: a quick look} */
    public boolean mayBeIn(String text) {
        return text.contains("$" + name)
                || text.contains("{" + name)
                || text.contains("env:" + name)
                || text.contains("env." + name)
                || text.contains("ENV:" + name)
                || text.contains("ENV." + name);
    }

    /** {@return where the names stand in a text, as offsets} */
    private List<Integer> in(String text) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '$' && text.charAt(i + 1) == '$') {
                i++;
            } else if (c == '$' && text.charAt(i + 1) == '{') {
                Matcher prefix = ENVIRONMENT.matcher(text).region(i + 2, text.length());
                int at = prefix.lookingAt() ? prefix.end() : i + 2;
                int end = at + name.length();
                if (text.startsWith(name, at) && end < text.length() && BEHIND_NAME.indexOf(text.charAt(end)) >= 0) {
                    found.add(at);
                }
            } else if (c == '$' && text.startsWith(name, i + 1) && isBare(text, i + 1 + name.length())) {
                found.add(i + 1);
            }
        }
        return found;
    }

    private static boolean isBare(String text, int end) {
        return end >= text.length() || !(Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_');
    }

    private String renamed(String text, String other) {
        StringBuilder renamed = new StringBuilder();
        int from = 0;
        for (int at : in(text)) {
            renamed.append(text, from, at).append(other);
            from = at + name.length();
        }
        return renamed.append(text, from, text.length()).toString();
    }

    /** {@return where they are} */
    public List<TextPosition> in(YamlDocument document) {
        List<TextPosition> found = new ArrayList<>();
        for (YamlNode scalar : scalars(document)) {
            int start = scalar.contentStart();
            in(document.text().substring(start, scalar.end())).forEach(at -> found.add(document.position(start + at)));
        }
        return found;
    }

    /** {@return the document with references to another name in the place of these} */
    public YamlDocument renamed(YamlDocument document, String other) {
        YamlEdit edit = new YamlEdit(document);
        for (YamlNode scalar : scalars(document)) {
            String source = document.text().substring(scalar.contentStart(), scalar.end());
            if (!in(source).isEmpty()) {
                edit.respell(
                        scalar, renamed(source, other), renamed(scalar.event().value(), other));
            }
        }
        return edit.commit();
    }

    /** Lets references go by another name. */
    public void follow(YamlSite site, String other) {
        if (mayBeIn(site.document().text())) {
            site.reset(renamed(site.document(), other));
        }
    }

    /** As {@link #follow(YamlSite, String)}. */
    public void follow(DotenvSite site, String other) {
        site.become(renamed(site.document(), other));
    }

    private List<YamlNode> scalars(YamlDocument document) {
        List<YamlNode> scalars = new ArrayList<>();
        if (!mayBeIn(document.text())) {
            return scalars;
        }
        Deque<YamlNode> open = new ArrayDeque<>(document.roots());
        while (!open.isEmpty()) {
            YamlNode node = open.pop();
            if (node instanceof YamlNode.YamlScalar) {
                scalars.add(node);
            }
            List<YamlEntry> entries = node.entries();
            for (int i = entries.size() - 1; i >= 0; i--) {
                open.push(entries.get(i).value());
            }
        }
        return scalars;
    }

    /** {@return where they are} */
    public List<TextPosition> in(DotenvDocument document) {
        List<TextPosition> found = new ArrayList<>();
        String text = document.text();
        if (!mayBeIn(text)) {
            return found;
        }
        int offset = text.startsWith("\uFEFF") ? 1 : 0;
        for (DotenvLine line : document.lines()) {
            if (line instanceof DotenvLine.Variable variable) {
                int raw = offset
                        + variable.source().length()
                        - variable.lineBreak().length()
                        - variable.raw().length();
                in(value(variable.raw())).forEach(at -> found.add(TextPosition.at(text, raw + at)));
            }
            offset += line.source().length();
        }
        return found;
    }

    /** {@return the document with references to another name in the place of these} */
    public DotenvDocument renamed(DotenvDocument document, String other) {
        return mayBeIn(document.text())
                ? document.withRaws(variable -> {
                    String value = value(variable.raw());
                    return renamed(value, other) + variable.raw().substring(value.length());
                })
                : document;
    }

    /** What of a right-hand side may hold references: no comment, and nothing in single quotes. */
    private static String value(String raw) {
        if (raw.startsWith("'")) {
            return "";
        }
        int comment = raw.indexOf(" #");
        int plainEnd = comment < 0 ? raw.length() : comment;
        int end = raw.startsWith("\"") ? quoteEnd(raw) : plainEnd;
        return raw.substring(0, end);
    }

    private static int quoteEnd(String raw) {
        for (int i = 1; i < raw.length(); i++) {
            if (raw.charAt(i) == '\\') {
                i++;
            } else if (raw.charAt(i) == '"') {
                return i;
            }
        }
        return raw.length();
    }
}
