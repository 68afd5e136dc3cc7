package dev.aicli.migrate.platform.postgresql.url;

import dev.aicli.migrate.model.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code host=… dbname='…'}: libpq's keyword/value connection strings. */
public final class ConninfoParser {
    private static final Pattern BEGINNING = Pattern.compile("[a-z_]+\\s*=");
    private static final Pattern KEYWORD = Pattern.compile("\\s*([A-Za-z_]+)\\s*=\\s*");

    private ConninfoParser() {}

    /** {@return whether the text begins with a keyword that libpq has} */
    public static boolean handles(String text) {
        Matcher beginning = BEGINNING.matcher(text);
        return beginning.lookingAt()
                && LibpqKeyword.ofKeyword(text.substring(0, text.indexOf("=")).strip())
                        .isPresent();
    }

    public static GivenSettings parse(String text) {
        GivenSettings given = new GivenSettings();
        Matcher keyword = KEYWORD.matcher(text);
        int position = 0;
        while (position < text.length()) {
            if (!keyword.region(position, text.length()).lookingAt()) {
                throw unreadable();
            }
            StringBuilder value = new StringBuilder();
            position = afterBlanks(text, readValue(text, keyword.end(), value));
            given.parameter(keyword.group(1), value.toString());
        }
        return given;
    }

    /** {@return the index behind a value, quoted or not; a backslash stands before what is meant as it is} */
    private static int readValue(String text, int start, StringBuilder value) {
        boolean quoted = text.startsWith("'", start);
        int i = quoted ? start + 1 : start;
        while (i < text.length() && !ends(text.charAt(i), quoted)) {
            boolean escaped = text.charAt(i) == '\\';
            if (escaped) {
                i++;
            }
            if (i == text.length() || (!quoted && !escaped && text.charAt(i) == '\'')) {
                throw unreadable();
            }
            value.append(text.charAt(i));
            i++;
        }
        if (quoted) {
            boolean closed =
                    i < text.length() && (i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1)));
            if (!closed) {
                throw unreadable();
            }
            i++;
        }
        return i;
    }

    private static boolean ends(char c, boolean quoted) {
        return quoted ? c == '\'' : Character.isWhitespace(c);
    }

    private static int afterBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static UsageException unreadable() {
        UsageException unreadable = new UsageException("the PostgreSQL connection string cannot be read");
        unreadable.next("the form is: host=localhost port=5432 dbname=app user=app; a value with blanks or quotes "
                + "is written in single quotes, with \\' and \\\\ inside");
        return unreadable;
    }
}
