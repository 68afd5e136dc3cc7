package dev.aicli.migrate.config.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps {@code ${X}}, {@code ${X:-default}}, {@code $VAR} and {@code {{ x }}} whole while a value is taken apart.
 *
 * <p>{@link #hide} puts one private-use character in place of each; parts of the text then carry those characters, and
 * {@link #show} turns them back.
 */
public final class Placeholders {
    private static final Pattern ONE = Pattern.compile("\\{\\{.*?}}|\\$\\w+");
    private static final char FIRST = '\uE000';
    private static final char LAST = '\uF8FF';

    private final List<String> atoms = new ArrayList<>();

    /** {@return whether the text contains a placeholder} */
    public static boolean anyIn(String text) {
        return !new Placeholders().scan(text).isEmpty();
    }

    /** {@return whether the text is one placeholder and nothing else} */
    public static boolean isOne(String text) {
        List<int[]> found = new Placeholders().scan(text);
        return found.size() == 1 && found.get(0)[0] == 0 && found.get(0)[1] == text.length();
    }

    /**
     * {@return the text with a stand-in character for each placeholder} Empty stands for text that has such characters.
     */
    public Optional<String> hide(String text) {
        if (text.chars().anyMatch(c -> c >= FIRST && c <= LAST)) {
            return Optional.empty();
        }
        StringBuilder hidden = new StringBuilder();
        int from = 0;
        for (int[] span : scan(text)) {
            if (atoms.size() > LAST - FIRST) {
                return Optional.empty();
            }
            hidden.append(text, from, span[0]).append((char) (FIRST + atoms.size()));
            atoms.add(text.substring(span[0], span[1]));
            from = span[1];
        }
        return Optional.of(hidden.append(text, from, text.length()).toString());
    }

    /** {@return the text with the placeholders back in their places} */
    public String show(String hidden) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < hidden.length(); i++) {
            int atom = hidden.charAt(i) - FIRST;
            if (atom >= 0 && atom < atoms.size()) {
                shown.append(atoms.get(atom));
            } else {
                shown.append(hidden.charAt(i));
            }
        }
        return shown.toString();
    }

    /** Spans of placeholders; {@code ${…}} is matched with its nesting: {@code ${A:-${B}}} is one. */
    private List<int[]> scan(String text) {
        List<int[]> spans = new ArrayList<>();
        Matcher other = ONE.matcher(text);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = -1;
            if (c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '{') {
                end = closing(text, i + 1);
            } else if ((c == '$' || c == '{') && other.region(i, text.length()).lookingAt()) {
                end = other.end();
            }
            if (end > 0) {
                spans.add(new int[] {i, end});
                i = end;
            } else {
                i++;
            }
        }
        return spans;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
