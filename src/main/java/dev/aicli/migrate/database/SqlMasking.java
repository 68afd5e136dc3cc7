package dev.aicli.migrate.database;

/**
 * Hides what stands where a password stands in SQL, also when the text was cut off in the middle of it. SQL is masked
 * first and shortened afterwards, never the other way round. In doubt it hides too much.
 */
public final class SqlMasking {
    private static final int LONGEST_LOOKED_AT = 64 << 10;

    /** No URL is longer. */
    private static final int LONGEST_URL = 4096;

    private SqlMasking() {}

    /** {@return the beginning of the masked text: at most so many characters} */
    public static String mask(String sql, int longest) {
        String masked = mask(sql);
        return masked.substring(0, Math.min(longest, masked.length()));
    }

    /** {@return the text with what stands where a password stands replaced by stars} */
    public static String mask(String sql) {
        String text = sql.length() > LONGEST_LOOKED_AT ? sql.substring(0, LONGEST_LOOKED_AT) : sql;
        return NamedSecrets.mask(withoutUrlPasswords(SqlSecrets.mask(text)));
    }

    /** {@code user:password@host}; a text that ends before the host may have ended in a password. */
    private static String withoutUrlPasswords(String text) {
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        for (int scheme = text.indexOf("://");
                scheme >= 0;
                scheme = text.indexOf("://", Math.max(copied, scheme + 3))) {
            int start = scheme + 3;
            int end = endOfUrl(text, start);
            String url = text.substring(start, end);
            int colon = url.indexOf(':');
            int at = url.lastIndexOf('@');
            boolean login = colon >= 0 && isUser(url.substring(0, colon));
            boolean cutOff = end == text.length() && url.indexOf('/') < 0 && at < 0;
            if (login && (at > colon || cutOff)) {
                masked.append(text, copied, start + colon + 1)
                        .append(Masking.MASK)
                        .append('@');
                copied = at > colon ? start + at + 1 : end;
            }
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    private static int endOfUrl(String text, int start) {
        int limit = Math.min(text.length(), start + LONGEST_URL);
        int i = start;
        while (i < limit && !Character.isWhitespace(text.charAt(i)) && text.charAt(i) != '\'') {
            i++;
        }
        return i;
    }

    private static boolean isUser(String text) {
        return text.chars().noneMatch(c -> "/?#".indexOf(c) >= 0);
    }
}
