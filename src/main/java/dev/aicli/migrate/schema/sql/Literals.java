package dev.aicli.migrate.schema.sql;

import java.util.Locale;

/** Values of string constants and quoted names: PostgreSQL's, of which SQLite's plain ones are a part. */
public final class Literals {
    private Literals() {}

    /** {@return the value of a string constant as it stands in the script} */
    public static String string(String literal) {
        int open = literal.indexOf('\'');
        int dollar = literal.indexOf('$');
        if (dollar == 0) {
            int tagEnd = literal.indexOf('$', 1) + 1;
            return literal.substring(tagEnd, literal.length() - tagEnd);
        }
        String inner = literal.substring(open + 1, literal.length() - 1).replace("''", "'");
        char prefix = Character.toLowerCase(literal.charAt(0));
        return prefix == 'e' ? unescape(inner) : prefix == 'u' ? unescapeUnicode(inner) : inner;
    }

    /** {@return the name that a quoted name stands for} */
    static String name(String quoted) {
        // SQLite's other quotes.
        if (quoted.charAt(0) == '[' || quoted.charAt(0) == '`') {
            return quoted.substring(1, quoted.length() - 1);
        }
        int open = quoted.indexOf('"');
        String inner = quoted.substring(open + 1, quoted.length() - 1).replace("\"\"", "\"");
        return open > 0 ? unescapeUnicode(inner) : inner;
    }

    /** {@return whether PostgreSQL reads a setting's value as false} */
    public static boolean isFalse(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return !lower.isEmpty()
                && ("false".startsWith(lower)
                        || "no".startsWith(lower)
                        || lower.equals("of")
                        || lower.equals("off")
                        || lower.equals("0"));
    }

    private static String unescape(String inner) {
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        var value = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c != '\\' || i + 1 == inner.length()) {
                value.append(c);
                continue;
            }
            char escape = inner.charAt(++i);
            int digits = switch (escape) {
                case 'x' -> digits(inner, i + 1, 2, 16);
                case 'u' -> digits(inner, i + 1, 4, 16);
                case 'U' -> digits(inner, i + 1, 8, 16);
                case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(inner, i, 3, 8);
                default -> 0;
            };
            if (digits == 0) {
                int control = "bfnrt".indexOf(escape);
                value.append(control < 0 ? escape : "\b\f\n\r\t".charAt(control));
                continue;
            }
            boolean octal = Character.isDigit(escape);
            int from = octal ? i : i + 1;
            appendCodePoint(value, inner.substring(from, from + digits), octal ? 8 : 16);
            i = from + digits - 1;
        }
        return value.toString();
    }

    private static String unescapeUnicode(String inner) {
        var value = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            boolean escape = inner.charAt(i) == '\\' && i + 1 < inner.length();
            int from = escape && inner.charAt(i + 1) == '+' ? i + 2 : i + 1;
            int wanted = from == i + 2 ? 6 : 4;
            if (escape && digits(inner, from, wanted, 16) == wanted) {
                appendCodePoint(value, inner.substring(from, from + wanted), 16);
                i = from + wanted - 1;
            } else {
                value.append(inner.charAt(i));
                i += escape && inner.charAt(i + 1) == '\\' ? 1 : 0;
            }
        }
        return value.toString();
    }

    private static int digits(String text, int from, int most, int radix) {
        int n = 0;
        while (n < most && from + n < text.length() && Character.digit(text.charAt(from + n), radix) >= 0) {
            n++;
        }
        return n;
    }

    private static void appendCodePoint(StringBuilder value, String digits, int radix) {
        long c = Long.parseLong(digits, radix);
        // An impossible one is the server's to refuse.
        value.appendCodePoint(c <= Character.MAX_CODE_POINT ? (int) c : 0xFFFD);
    }
}
