package dev.aicli.migrate.platform.sqlite.catalogue;

import java.util.Locale;

/**
 * The text of a CREATE statement in one spelling: SQLite keeps it as it was typed, and its own ALTER TABLE changes
 * quotes and blanks. Comments are left out, blanks become one where words meet, names lose quotes that they do not
 * need, and what is not in quotes is in lower case.
 */
public final class SqliteTokens {
    private final String sql;
    private final StringBuilder out = new StringBuilder();
    private int pos;

    private SqliteTokens(String sql) {
        this.sql = sql;
    }

    public static String normal(String sql) {
        return new SqliteTokens(sql).run();
    }

    private String run() {
        while (pos < sql.length()) {
            char c = sql.charAt(pos);
            if (Character.isWhitespace(c)) {
                pos++;
            } else if (sql.startsWith("--", pos)) {
                skipTo("\n");
            } else if (sql.startsWith("/*", pos)) {
                skipTo("*/");
            } else if (c == '\'') {
                add(quoted('\''));
            } else if (c == '"' || c == '`') {
                add(name(quoted(c), c));
            } else if (c == '[') {
                int end = Math.max(pos, sql.indexOf(']', pos));
                String bare = sql.substring(pos + 1, Math.max(pos + 1, end));
                pos = end + 1;
                add(name("\"" + bare + "\"", '"'));
            } else if (isWord(c)) {
                int start = pos;
                while (pos < sql.length() && isWord(sql.charAt(pos))) {
                    pos++;
                }
                add(sql.substring(start, pos).toLowerCase(Locale.ROOT));
            } else {
                pos++;
                out.append(c);
            }
        }
        return out.toString();
    }

    private void skipTo(String end) {
        int found = sql.indexOf(end, pos);
        pos = found < 0 ? sql.length() : found + end.length();
    }

    private String quoted(char quote) {
        int start = pos;
        pos++;
        while (pos < sql.length()) {
            if (sql.charAt(pos) == quote) {
                pos++;
                if (pos >= sql.length() || sql.charAt(pos) != quote) {
                    break;
                }
            }
            pos++;
        }
        return sql.substring(start, Math.min(pos, sql.length()));
    }

    private static String name(String quoted, char quote) {
        String bare = quoted.length() < 2 ? quoted : quoted.substring(1, quoted.length() - 1);
        boolean plain = !bare.isEmpty()
                && !Character.isDigit(bare.charAt(0))
                && bare.chars().allMatch(c -> isWord((char) c));
        return plain
                ? bare.toLowerCase(Locale.ROOT)
                : "\"" + bare.replace(String.valueOf(quote).repeat(2), "\"") + "\"";
    }

    private static boolean isWord(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c) || c >= 0x80;
    }

    /** A blank parts words, and nothing else. */
    private void add(String token) {
        boolean afterWord = !out.isEmpty() && (isWord(out.charAt(out.length() - 1)) || endsQuoted());
        if (afterWord) {
            out.append(' ');
        }
        out.append(token);
    }

    private boolean endsQuoted() {
        char last = out.charAt(out.length() - 1);
        return last == '\'' || last == '"' || last == ')';
    }
}
