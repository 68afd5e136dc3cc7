package dev.aicli.migrate.database;

import java.util.regex.Pattern;

/**
 * Hides what stands where a password stands in SQL, also when the text was cut off in the middle of it. SQL is masked
 * first and shortened afterwards, never the other way round.
 */
public final class SqlMasking {
    /** A string in any of its forms, closed or cut off. */
    private static final String LITERAL =
            "(?:[EeNnUu]?&?'(?:[^'\\\\]|\\\\.|'')*+(?:'|\\\\?$)|\\$(\\w*)\\$.*?(?:\\$\\1\\$|$))";

    /** {@code PASSWORD 'x'} of roles and mappings, and the connection strings of subscriptions. */
    private static final Pattern AFTER_KEYWORD = Pattern.compile(
            "(?is)\\b(password|connection|secret|token)((?:\\s|=|/\\*.*?\\*/|--[^\\n]*\\n)*)" + LITERAL);

    /** A string that itself holds a password, as connection strings do. */
    private static final Pattern HOLDING =
            Pattern.compile("(?is)'(?:[^']|'')*?(?:password|passwd|pwd)\\s*=(?:[^']|'')*(?:'|$)");

    /** {@code user:password@host} of URLs; a text that ends before the host may have ended in a password. */
    private static final Pattern IN_URL = Pattern.compile("(://[^:/?#\\s']*:)(?:[^@\\s']*@|[^@\\s'/]*$)");

    private static final Pattern KEY_VALUE =
            Pattern.compile("(?i)\\b(password|passwd|pwd)(\\s*=\\s*)[^\\s'*][^\\s,;'\")]*");

    private static final int LONGEST_LOOKED_AT = 64 << 10;

    private SqlMasking() {}

    /** {@return the beginning of the masked text: at most so many characters} */
    public static String mask(String sql, int longest) {
        String masked = mask(sql);
        return masked.substring(0, Math.min(longest, masked.length()));
    }

    /** {@return the text with what stands where a password stands replaced by stars} */
    public static String mask(String sql) {
        String text = sql.length() > LONGEST_LOOKED_AT ? sql.substring(0, LONGEST_LOOKED_AT) : sql;
        String masked = HOLDING.matcher(text).replaceAll("'***'");
        masked = AFTER_KEYWORD.matcher(masked).replaceAll("$1$2'***'");
        masked = IN_URL.matcher(masked).replaceAll("$1***@");
        return KEY_VALUE.matcher(masked).replaceAll("$1$2***");
    }
}
