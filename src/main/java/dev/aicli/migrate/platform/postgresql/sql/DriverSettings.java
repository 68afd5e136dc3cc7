package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.StatementKind.SessionChange;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of PostgreSQL's sessions that the JDBC driver needs as they are: it ends the connection when the server
 * reports a client encoding other than UTF-8 or a DateStyle that does not begin with ISO.
 */
final class DriverSettings {
    private static final Set<String> UTF_8 = Set.of("utf8", "unicode");
    private static final Pattern OTHER_DATE_STYLE = Pattern.compile("(?i)\\b(sql|postgres(ql)?|german)\\b");

    private DriverSettings() {}

    /** {@return why a script cannot make that change; null when it can} */
    static @Nullable String objection(SessionChange change, String statement) {
        if (change.name().equals("client_encoding") && change.value() != null && !isUtf8(change.value())) {
            return "scripts are sent as UTF-8, so client_encoding cannot become " + change.value()
                    + ": save the file as UTF-8 and leave this statement out";
        }
        if (change.name().equals("datestyle")
                && OTHER_DATE_STYLE.matcher(statement).find()) {
            return "dates must be written in the ISO style on this connection: for the order in which they are read,"
                    + " SET DateStyle = 'ISO, DMY' (or MDY, YMD) does the same";
        }
        return null;
    }

    private static boolean isUtf8(String value) {
        return UTF_8.contains(value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }
}
