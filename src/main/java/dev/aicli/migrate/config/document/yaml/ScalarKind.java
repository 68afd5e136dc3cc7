package dev.aicli.migrate.config.document.yaml;

import java.util.regex.Pattern;

/** What a plain scalar means: YAML 1.2's core schema. */
public enum ScalarKind {
    NULL,
    BOOL,
    INT,
    FLOAT,
    STRING;

    private static final Pattern NULLS = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern BOOLS = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern INTS = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOATS = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    /** What YAML 1.1 readers take for something other than a string, beyond the above. */
    private static final Pattern RETYPED = Pattern.compile("(?i:y|n|yes|no|on|off)|=|<<"
            + "|[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,99}(\\.[0-9_]*)?"
            + "|[-+]?[0-9][0-9_,]*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?|[-+]?\\.[0-9_]+([eE][-+]?[0-9]+)?"
            + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?");

    /** {@return what the text means when written without quotes} */
    public static ScalarKind ofPlain(String text) {
        if (text.length() > 64) {
            return STRING;
        }
        if (NULLS.matcher(text).matches()) {
            return NULL;
        }
        if (BOOLS.matcher(text).matches()) {
            return BOOL;
        }
        if (INTS.matcher(text).matches()) {
            return INT;
        }
        return FLOATS.matcher(text).matches() ? FLOAT : STRING;
    }

    /** {@return what the scalar event means; quoted and tagged ones are strings} */
    public static ScalarKind of(YamlEvent event) {
        return event.style() == YamlEvent.Style.PLAIN && event.tag() == null ? ofPlain(event.value()) : STRING;
    }

    /** {@return whether every reader, of YAML 1.1 or 1.2, takes the text for a string} */
    static boolean isStringEverywhere(String text) {
        return ofPlain(text) == STRING
                && (text.length() > 64 || !RETYPED.matcher(text).matches());
    }
}
