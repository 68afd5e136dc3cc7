package dev.aicli.migrate.config.document.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry's source text, taken apart so that it can be put elsewhere.
 *
 * @param above its own comment lines above it, as they stand
 * @param column of its key or dash
 * @param key the key's source text; absent for items
 * @param beforeColon spaces between key and colon
 * @param head what follows the ':' or '-' on the line
 * @param body the lines below, as they stand
 * @param valueColumn the column of a block collection's entries; -1 for other values
 * @param compact whether a block collection starts on the line of the dash
 * @param events of the value
 * @param comments in all of it
 */
public record Fragment(
        List<String> above,
        int column,
        @Nullable String key,
        @Nullable YamlEvent keyEvent,
        String beforeColon,
        String head,
        List<String> body,
        int valueColumn,
        boolean compact,
        List<YamlEvent> events,
        List<String> comments) {

    /** {@return whether it is text on one line without comments, so that a flow collection can hold it} */
    boolean isInline() {
        return body.isEmpty() && above.isEmpty() && comments.isEmpty() && !compact;
    }

    boolean isSequence() {
        return events.get(0).kind() == YamlEvent.Kind.SEQUENCE_START;
    }

    /** {@return this without the comments above it} */
    Fragment withoutAbove() {
        int own = (int) above.stream()
                .filter(line -> line.stripLeading().startsWith("#"))
                .count();
        return new Fragment(
                List.of(),
                column,
                key,
                keyEvent,
                beforeColon,
                head,
                body,
                valueColumn,
                compact,
                events,
                comments.subList(own, comments.size()));
    }

    /** {@return this without its comments} Those inside a block stay. */
    Fragment withoutComments() {
        if (!body.isEmpty() || compact) {
            return this;
        }
        String bare = head;
        for (String comment : comments) {
            if (bare.endsWith(comment)) {
                bare = bare.substring(0, bare.length() - comment.length()).stripTrailing();
            }
        }
        return new Fragment(
                List.of(), column, key, keyEvent, beforeColon, bare, body, valueColumn, compact, events, List.of());
    }

    /** Source text may hold secrets. */
    @Override
    public String toString() {
        return "Fragment[" + body.size() + " lines below]";
    }

    /** {@return the line moved sideways; lines with less indentation than is taken away lose what they have} */
    static String shift(String line, int delta) {
        if (line.isEmpty() || delta == 0) {
            return line;
        }
        if (delta > 0) {
            return " ".repeat(delta) + line;
        }
        int spaces = 0;
        while (spaces < line.length() && spaces < -delta && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return line.substring(spaces);
    }
}
