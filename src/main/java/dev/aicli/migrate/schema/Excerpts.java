package dev.aicli.migrate.schema;

import java.util.regex.Pattern;

/** Pieces of SQL that are shown to people. */
final class Excerpts {
    /** {@code PASSWORD 'x'} of roles, and {@code password=x} of connection strings. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)(password\\s*=?\\s*)(E?'(?:[^']|'')*'|\"[^\"]*\"|[^\\s,;'\")]+)");

    private Excerpts() {}

    /** {@return the text with what stands where a password stands replaced by stars} */
    static String mask(String sql) {
        return PASSWORD.matcher(sql).replaceAll("$1'***'");
    }
}
