package dev.aicli.migrate.database;

import dev.aicli.migrate.model.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code host=… dbname='…'}: libpq's keyword/value connection strings. */
final class ConninfoParser {
    private static final Pattern BEGINNING = Pattern.compile("[a-z_]+\\s*=");
    private static final Pattern PAIR = Pattern.compile(
            "\\s*([A-Za-z_]+)\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.)*+)'|((?:[^\\s'\\\\]|\\\\.)*+))(?:\\s+|$)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private ConninfoParser() {}

    /** {@return whether the text begins with a keyword that libpq has} */
    static boolean handles(String text) {
        Matcher beginning = BEGINNING.matcher(text);
        return beginning.lookingAt()
                && LibpqKeyword.ofKeyword(text.substring(0, text.indexOf("=")).strip())
                        .isPresent();
    }

    static GivenSettings parse(String text) {
        GivenSettings given = new GivenSettings();
        Matcher pair = PAIR.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!pair.find(end) || pair.start() != end) {
                throw unreadable();
            }
            String value = pair.group(2) != null ? pair.group(2) : pair.group(3);
            given.parameter(pair.group(1), ESCAPE.matcher(value).replaceAll("$1"));
            end = pair.end();
        }
        return given;
    }

    private static UsageException unreadable() {
        UsageException unreadable = new UsageException("the PostgreSQL connection string cannot be read");
        unreadable.next("the form is: host=localhost port=5432 dbname=app user=app; a value with blanks or quotes "
                + "is written in single quotes, with \\' and \\\\ inside");
        return unreadable;
    }
}
