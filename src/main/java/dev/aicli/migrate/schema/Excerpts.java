package dev.aicli.migrate.schema;

import java.util.regex.Pattern;

/**
 * Pieces of SQL that are shown to people. Secrets are masked first and the text is cut afterwards, never in between.
 */
final class Excerpts {
    /** A string in any of its forms, closed or cut off. */
    private static final String LITERAL =
            "(?:[EeNnUu]?&?'(?:[^'\\\\]|\\\\.|'')*+(?:'|$)|\\$(\\w*)\\$.*?(?:\\$\\1\\$|$))";

    /** {@code PASSWORD 'x'} of roles and mappings, and the connection strings of subscriptions. */
    private static final Pattern AFTER_KEYWORD = Pattern.compile(
            "(?is)\\b(password|connection|secret|token)((?:\\s|=|/\\*.*?\\*/|--[^\\n]*\\n)*)" + LITERAL);

    /** A string that itself holds a password, as connection strings do. */
    private static final Pattern HOLDING =
            Pattern.compile("(?is)'(?:[^']|'')*?(?:password|passwd|pwd)\\s*=(?:[^']|'')*(?:'|$)");

    /** {@code user:password@host} of URLs. */
    private static final Pattern IN_URL = Pattern.compile("(://[^:/?#\\s']*:)[^@\\s']*@");

    private static final Pattern KEY_VALUE =
            Pattern.compile("(?i)\\b(password|passwd|pwd)(\\s*=\\s*)[^\\s'*][^\\s,;'\")]*");
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_LOOKED_AT = 64 << 10;

    private Excerpts() {}

    /** {@return the text with what stands where a password stands replaced by stars} */
    static String mask(String sql) {
        String text = sql.length() > LONGEST_LOOKED_AT ? sql.substring(0, LONGEST_LOOKED_AT) : sql;
        String masked = HOLDING.matcher(text).replaceAll("'***'");
        masked = AFTER_KEYWORD.matcher(masked).replaceAll("$1$2'***'");
        masked = IN_URL.matcher(masked).replaceAll("$1***@");
        return KEY_VALUE.matcher(masked).replaceAll("$1$2***");
    }

    /** {@return the first lines of a statement, masked; long lines are cut} */
    static String firstLines(String sql, int lines) {
        String[] all = mask(sql).split("\\R", lines + 1);
        StringBuilder excerpt = new StringBuilder();
        for (int i = 0; i < Math.min(lines, all.length); i++) {
            excerpt.append(i == 0 ? "" : "\n");
            boolean cut = all[i].length() > LONGEST_LINE;
            excerpt.append(cut ? all[i].substring(0, LONGEST_LINE) + " …" : all[i].stripTrailing());
        }
        return excerpt.append(all.length > lines ? "\n…" : "").toString();
    }
}
