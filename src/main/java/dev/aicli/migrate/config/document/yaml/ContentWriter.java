package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.TextPosition;
import dev.aicli.migrate.config.document.yaml.YamlEvent.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes new values as text, together with the events and comments that the text must read back as. */
final class ContentWriter {
    private final YamlStyle style;
    private final TextPosition place;
    private final List<YamlEvent> events = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    ContentWriter(YamlStyle style, TextPosition place) {
        this.style = style;
        this.place = place;
    }

    int indent() {
        return style.indent();
    }

    List<YamlEvent> events() {
        return events;
    }

    List<String> comments() {
        return comments;
    }

    /** {@return the lines, each with its line break} */
    String text() {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line).append(style.lineBreak());
        }
        return text.toString();
    }

    /** {@return the lines, with line breaks between them} */
    List<String> lines() {
        return lines;
    }

    /** Writes a pair at a column, on lines of its own. */
    void pair(int column, String key, Content.NewEntry entry) {
        above(column, entry);
        String name = key(key, entry.value());
        value(" ".repeat(column) + name + ":", column, false, entry.value());
    }

    /** Writes an item at a column, on lines of its own. */
    void item(int column, Content.NewEntry entry) {
        above(column, entry);
        value(" ".repeat(column) + "-", column, true, entry.value());
    }

    private void above(int column, Content.NewEntry entry) {
        for (String comment : entry.comments()) {
            lines.add(" ".repeat(column) + comment);
            comments.add(comment);
        }
        if (entry.value() instanceof Content.Moved moved) {
            Fragment fragment = moved.fragment();
            for (String line : fragment.above()) {
                lines.add(Fragment.shift(line, column - fragment.column()));
            }
            comments.addAll(fragment.comments());
        }
    }

    private String key(String key, Content value) {
        if (value instanceof Content.Moved moved) {
            YamlEvent event = moved.fragment().keyEvent();
            String source = moved.fragment().key();
            if (event != null && source != null && event.value().equals(key)) {
                events.add(event);
                return source + moved.fragment().beforeColon();
            }
            ScalarText text = ScalarText.string(key, true, style.quotes(), false);
            events.add(text.event());
            return text.text() + moved.fragment().beforeColon();
        }
        ScalarText text = ScalarText.string(key, true, style.quotes(), false);
        events.add(text.event());
        return text.text();
    }

    /** Writes a value after its indicator, and what belongs on the lines below. */
    void value(String before, int column, boolean item, Content content) {
        if (content instanceof Content.Moved moved) {
            moved(before, column, item, moved.fragment());
        } else if (content instanceof Content.Pairs pairs && !pairs.entries().isEmpty()) {
            events.add(YamlEvent.mappingStart(Style.BLOCK));
            int from = lines.size();
            lines.add(before);
            int inner = item ? column + 2 : column + style.indent();
            pairs.entries().forEach((key, entry) -> pair(inner, key, entry));
            compact(item, from, inner);
            events.add(YamlEvent.MAPPING_END);
        } else if (content instanceof Content.Items items && !items.items().isEmpty()) {
            events.add(YamlEvent.sequenceStart(Style.BLOCK));
            int from = lines.size();
            lines.add(before);
            int inner = item ? column + 2 : column + style.sequenceIndent();
            items.items().forEach(each -> item(inner, each));
            compact(item, from, inner);
            events.add(YamlEvent.SEQUENCE_END);
        } else if (content instanceof Content.Text text && isLiteral(text)) {
            literal(before, column + style.indent(), text.value());
        } else {
            lines.add(before + " " + inline(content, false));
        }
    }

    /** {@return whether the content is written as entries on lines of their own} */
    static boolean isCollection(Content content) {
        return (content instanceof Content.Pairs pairs && !pairs.entries().isEmpty())
                || (content instanceof Content.Items items && !items.items().isEmpty())
                || (content instanceof Content.Moved moved && moved.fragment().valueColumn() >= 0);
    }

    /** {@return the column of the first line below the indicator} */
    int firstColumn() {
        String first = lines.size() > 1 ? lines.get(1) : "";
        return first.length() - first.stripLeading().length();
    }

    /** A collection as an item starts on the line of the dash, unless a comment comes first. */
    private void compact(boolean item, int from, int inner) {
        String first = lines.get(from + 1);
        if (item && first.length() > inner && first.charAt(inner) != '#') {
            lines.set(from, lines.get(from) + " " + first.substring(inner));
            lines.remove(from + 1);
        }
    }

    private static boolean isLiteral(Content.Text text) {
        String value = text.value();
        return text.style() == Style.LITERAL
                && !value.isBlank()
                && value.charAt(0) != ' '
                && value.charAt(0) != '\n'
                && !value.endsWith("\n\n")
                && value.lines().noneMatch(line -> line.endsWith(" ") || line.indexOf('\t') >= 0)
                && value.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7F));
    }

    private void literal(String before, int column, String value) {
        events.add(YamlEvent.scalar(value, Style.LITERAL));
        lines.add(before + (value.endsWith("\n") ? " |" : " |-"));
        value.lines().forEach(line -> lines.add(line.isEmpty() ? "" : " ".repeat(column) + line));
    }

    private void moved(String before, int column, boolean item, Fragment fragment) {
        events.addAll(fragment.events());
        int delta = column - fragment.column();
        if (fragment.valueColumn() < 0) {
            lines.add(before + fragment.head());
        } else if (fragment.compact()) {
            int inner = item ? column + 2 : column + (fragment.isSequence() ? style.sequenceIndent() : style.indent());
            delta = inner - fragment.valueColumn();
            String first = fragment.head().stripLeading();
            if (item) {
                delta = column - fragment.column();
                lines.add(before + fragment.head());
            } else {
                lines.add(before);
                lines.add(" ".repeat(inner) + first);
            }
        } else {
            lines.add(before + fragment.head());
            boolean wasItem = fragment.key() == null;
            if (item && !wasItem) {
                delta = column + 2 - fragment.valueColumn();
            } else if (!item && wasItem) {
                delta = column
                        + (fragment.isSequence() ? style.sequenceIndent() : style.indent())
                        - fragment.valueColumn();
            }
            if (item
                    && !wasItem
                    && fragment.head().isBlank()
                    && !fragment.body().isEmpty()) {
                String first = Fragment.shift(fragment.body().get(0), delta).stripLeading();
                if (!first.isEmpty() && first.charAt(0) != '#') {
                    lines.set(lines.size() - 1, before + " " + first);
                    shiftBody(fragment.body().subList(1, fragment.body().size()), delta);
                    return;
                }
            }
        }
        shiftBody(fragment.body(), delta);
    }

    private void shiftBody(List<String> body, int delta) {
        for (String line : body) {
            lines.add(Fragment.shift(line, delta));
        }
    }

    /** {@return the value as it stands on one line} Refuses what only fits on several. */
    String inline(Content content, boolean flow) {
        if (content instanceof Content.Literal literal) {
            events.add(YamlEvent.scalar(literal.value(), Style.PLAIN));
            return literal.value();
        }
        if (content instanceof Content.Text text) {
            Style wanted = text.style();
            boolean quote = wanted == Style.SINGLE_QUOTED || wanted == Style.DOUBLE_QUOTED;
            boolean plain = wanted == Style.PLAIN || (style.plainWanted() && !quote);
            Style quotes = wanted != null && quote ? wanted : style.quotes();
            ScalarText written = ScalarText.string(text.value(), plain, quotes, flow);
            events.add(written.event());
            return written.text();
        }
        StringBuilder line = new StringBuilder();
        if (content instanceof Content.Pairs pairs) {
            events.add(YamlEvent.mappingStart(Style.FLOW));
            for (Map.Entry<String, Content.NewEntry> entry : pairs.entries().entrySet()) {
                line.append(line.isEmpty() ? "" : ", ").append(flowPair(entry.getKey(), entry.getValue()));
            }
            events.add(YamlEvent.MAPPING_END);
            return "{" + line + "}";
        }
        if (content instanceof Content.Items items) {
            events.add(YamlEvent.sequenceStart(Style.FLOW));
            for (Content.NewEntry item : items.items()) {
                if (!item.comments().isEmpty()) {
                    throw new EditRefusedException(Refusal.FLOW, place);
                }
                line.append(line.isEmpty() ? "" : ", ").append(inline(item.value(), true));
            }
            events.add(YamlEvent.SEQUENCE_END);
            return "[" + line + "]";
        }
        Fragment fragment = ((Content.Moved) content).fragment();
        YamlEvent first = fragment.events().get(0);
        boolean plainUnfit =
                first.style() == Style.PLAIN && first.value().chars().anyMatch(c -> ",[]{}".indexOf(c) >= 0);
        if (flow && plainUnfit && fragment.isInline() && first.kind() == YamlEvent.Kind.SCALAR) {
            ScalarText quoted = ScalarText.string(first.value(), false, style.quotes(), true);
            events.add(quoted.event());
            return quoted.text();
        }
        if (!fragment.isInline() || first.style().isBlockScalar() || (flow && plainUnfit)) {
            throw new EditRefusedException(Refusal.FLOW, place);
        }
        events.addAll(fragment.events());
        return fragment.head().strip();
    }

    /** {@return a pair of a flow mapping} */
    String flowPair(String key, Content.NewEntry entry) {
        if (!entry.comments().isEmpty()) {
            throw new EditRefusedException(Refusal.FLOW, place);
        }
        ScalarText name = ScalarText.string(key, true, style.quotes(), true);
        events.add(name.event());
        return name.text() + ": " + inline(entry.value(), true);
    }
}
