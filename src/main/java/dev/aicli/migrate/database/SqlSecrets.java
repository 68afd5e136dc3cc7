package dev.aicli.migrate.database;

import java.util.BitSet;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the literals of an SQL text that may hold a secret: those behind a word that tells of one, those that tell of
 * one themselves ({@code 'host=h password=x'}, {@code 'ALTER ROLE r PASSWORD ''x'''}), and all of them where a
 * statement is put together around a password ({@code format('… PASSWORD %L', 'x')}).
 *
 * <p>It reads as a lexer does, in one pass without recursion but into bodies, so that a quote in a comment is none and
 * the length of a text does not matter. Whether a backslash hides a quote depends on the server's settings, and what
 * stands in double quotes in a message of a server's may be a whole statement: then all ways are gone, and what any of
 * them finds is hidden.
 */
final class SqlSecrets {
    private static final int DEEPEST = 8;

    /** What is defined has names and defaults that are no secrets: a word counts up to the next comma there. */
    private static final Set<String> DEFINED = Set.of(
            "table",
            "index",
            "view",
            "type",
            "domain",
            "function",
            "procedure",
            "trigger",
            "unique",
            "materialized",
            "or",
            "on",
            "schema",
            "sequence",
            "policy",
            "temp",
            "temporary",
            "unlogged",
            "aggregate");

    private final String text;
    private final boolean backslashes;
    private final boolean names;
    private final boolean everyLiteral;
    /** The characters that are to be hidden, quotes and all. */
    private final BitSet hidden;

    private boolean assembled;

    private SqlSecrets(String text, boolean backslashes, boolean names, boolean everyLiteral, BitSet hidden) {
        this.text = text;
        this.backslashes = backslashes;
        this.names = names;
        this.everyLiteral = everyLiteral;
        this.hidden = hidden;
    }

    static String mask(String text) {
        BitSet hidden = new BitSet();
        boolean backslashed = text.contains("\\'");
        find(text, false, true, hidden);
        if (backslashed) {
            find(text, true, true, hidden);
        }
        if (text.indexOf('"') >= 0) {
            find(text, backslashed, false, hidden);
        }
        if (hidden.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(copied)) {
            masked.append(text, copied, start).append('\'').append(Masking.MASK).append('\'');
            copied = hidden.nextClearBit(start);
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static void find(String text, boolean backslashes, boolean names, BitSet hidden) {
        SqlSecrets secrets = new SqlSecrets(text, backslashes, names, false, hidden);
        secrets.statements(0, text.length(), 0);
        if (secrets.assembled) {
            new SqlSecrets(text, backslashes, names, true, hidden).statements(0, text.length(), 0);
        }
    }

    /** Where in a statement the reading is. */
    private static final class Place {
        private String firstWord = "";
        private String lastWord = "";
        private int words;
        private boolean definition;
        private boolean secretFollows;

        void word(String word) {
            String lower = word.toLowerCase(Locale.ROOT);
            words++;
            if (words == 1) {
                firstWord = lower;
            } else if (words == 2) {
                definition =
                        Set.of("create", "alter", "comment", "drop").contains(firstWord) && DEFINED.contains(lower);
            }
            secretFollows |= lower.equals("connection") || SecretWords.isPassword(word);
            lastWord = lower;
        }

        void comma() {
            secretFollows &= !definition;
            lastWord = "";
        }

        /** {@return whether a literal is the text of a function or block} */
        boolean bodyFollows() {
            return lastWord.equals("as") || lastWord.equals("do");
        }
    }

    private void statements(int from, int to, int depth) {
        Place place = new Place();
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c == '-' && at(i + 1, to) == '-') {
                int end = text.indexOf('\n', i);
                i = end < 0 || end > to ? to : end;
            } else if (c == '/' && at(i + 1, to) == '*') {
                i = afterComment(i, to);
            } else if (c == '\'') {
                i = literal(i, i, false, to, place);
            } else if (c == '"' && names) {
                i = quotedName(i, to, place);
            } else if (c == '$') {
                i = dollar(i, to, depth, place);
            } else if (isWord(c)) {
                i = word(i, to, place);
            } else {
                if (c == ';') {
                    place = new Place();
                } else if (c == ',') {
                    place.comma();
                }
                i++;
            }
        }
    }

    private int word(int start, int to, Place place) {
        int end = start;
        while (end < to && (isWord(text.charAt(end)) || text.charAt(end) == '$')) {
            end++;
        }
        String word = text.substring(start, end);
        boolean unicode = word.equalsIgnoreCase("u") && at(end, to) == '&' && at(end + 1, to) == '\'';
        boolean prefix = word.length() == 1 && "eEnNbBxX".contains(word) && at(end, to) == '\'';
        if (unicode || prefix) {
            return literal(start, unicode ? end + 1 : end, word.equalsIgnoreCase("e"), to, place);
        }
        place.word(word);
        return end;
    }

    /** A name in double quotes; where a secret is expected, SQLite takes it for a text. */
    private int quotedName(int start, int to, Place place) {
        int end = afterQuote(start, false, to);
        if (place.secretFollows && SecretWords.isPassword(place.lastWord)) {
            hidden.set(start, end);
        } else {
            place.word(text.substring(start + 1, Math.max(start + 1, end - 1)));
        }
        return end;
    }

    private int literal(int start, int quote, boolean escapes, int to, Place place) {
        int end = afterQuote(quote, escapes || backslashes, to);
        boolean closed = end > quote + 1 && text.charAt(end - 1) == '\'';
        content(start, end, quote + 1, closed ? end - 1 : end, place);
        return end;
    }

    private int dollar(int start, int to, int depth, Place place) {
        int tagEnd = start + 1;
        while (tagEnd < to && isWord(text.charAt(tagEnd))) {
            tagEnd++;
        }
        boolean opens = at(tagEnd, to) == '$' && !Character.isDigit(text.charAt(start + 1));
        if (!opens) {
            return start + 1;
        }
        String tag = text.substring(start, tagEnd + 1);
        int close = text.indexOf(tag, tagEnd + 1);
        boolean closed = close >= 0 && close + tag.length() <= to;
        int contentEnd = closed ? close : to;
        int end = closed ? close + tag.length() : to;
        if (place.bodyFollows() || !(place.secretFollows || everyLiteral)) {
            if (depth < DEEPEST) {
                statements(tagEnd + 1, contentEnd, depth + 1);
            } else {
                hidden.set(start, end);
            }
        } else {
            content(start, end, tagEnd + 1, contentEnd, place);
        }
        return end;
    }

    private void content(int start, int end, int contentStart, int contentEnd, Place place) {
        if (place.secretFollows || everyLiteral || tellsOfSecret(contentStart, contentEnd)) {
            hidden.set(start, end);
        }
    }

    /** {@return whether a word in a literal tells of a secret, and what follows may be it} */
    private boolean tellsOfSecret(int from, int to) {
        boolean found = false;
        int i = from;
        while (i < to) {
            if (!isWord(text.charAt(i))) {
                i++;
                continue;
            }
            int end = i;
            while (end < to && isWord(text.charAt(end))) {
                end++;
            }
            int next = end;
            while (next < to && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            if (mayBeginValue(next, to) && SecretWords.isPassword(text.substring(i, end))) {
                found = true;
                assembled |= isLeftOpen(next, to);
            }
            i = end;
        }
        return found;
    }

    private boolean mayBeginValue(int index, int to) {
        char c = at(index, to);
        boolean prefixed = "eEnNuU".indexOf(c) >= 0 && "'&\\".indexOf(at(index + 1, to)) >= 0;
        return c == 0 || prefixed || "='\":%$\\/-".indexOf(c) >= 0;
    }

    /** {@return whether the literal ends where the secret would begin, or has a gap for it} */
    private boolean isLeftOpen(int index, int to) {
        int i = index;
        while (i < to && "='\":\\ ".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i == to || text.charAt(i) == '%' || text.charAt(i) == '$';
    }

    private int afterQuote(int open, boolean escapes, int to) {
        char quote = text.charAt(open);
        int i = open + 1;
        while (i < to) {
            char c = text.charAt(i);
            if ((c == '\\' && escapes) || (c == quote && at(i + 1, to) == quote)) {
                i += 2;
            } else if (c == quote) {
                return i + 1;
            } else {
                i++;
            }
        }
        return to;
    }

    private int afterComment(int start, int to) {
        int depth = 0;
        int i = start;
        while (i < to) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    return Math.min(i, to);
                }
            } else {
                i++;
            }
        }
        return to;
    }

    private char at(int index, int to) {
        return index < to ? text.charAt(index) : 0;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
