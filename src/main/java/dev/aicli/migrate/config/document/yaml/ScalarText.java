package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.yaml.YamlEvent.Style;

/** A new scalar as it is written on one line. */
record ScalarText(String text, YamlEvent event) {

    /** A string, plain where that is safe and wanted, else in the preferred quotes where those can hold it. */
    static ScalarText string(String value, boolean plainWanted, Style quotes, boolean flow) {
        if (plainWanted && isPlainSafe(value, flow)) {
            return new ScalarText(value, YamlEvent.scalar(value, Style.PLAIN));
        }
        if (quotes != Style.DOUBLE_QUOTED && isPrintableLine(value)) {
            return new ScalarText("'" + value.replace("'", "''") + "'", YamlEvent.scalar(value, Style.SINGLE_QUOTED));
        }
        return new ScalarText(doubleQuoted(value), YamlEvent.scalar(value, Style.DOUBLE_QUOTED));
    }

    /** {@return whether the value needs no quotes in any reader} */
    static boolean isPlainSafe(String value, boolean flow) {
        if (value.isEmpty()
                || !ScalarKind.isStringEverywhere(value)
                || !isPrintableLine(value)
                || value.startsWith(" ")
                || value.endsWith(" ")
                || value.contains("\t")
                || value.contains(": ")
                || value.contains(" #")
                || value.endsWith(":")
                || value.startsWith("---")
                || value.startsWith("...")) {
            return false;
        }
        char first = value.charAt(0);
        if (first == '-' && (value.length() == 1 || value.charAt(1) == ' ')) {
            return false;
        }
        if ("?:,[]{}#&*!|>'\"%@`=".indexOf(first) >= 0) {
            return false;
        }
        return !flow || value.chars().noneMatch(c -> ",[]{}".indexOf(c) >= 0);
    }

    private static boolean isPrintableLine(String value) {
        return value.codePoints()
                .allMatch(c -> (c >= ' ' && c < 0x7F)
                        || (c >= 0xA0 && c < 0xD800 && c != 0x2028 && c != 0x2029)
                        || (c > 0xDFFF && c < 0xFFFE && c != 0xFEFF)
                        || c > 0xFFFF);
    }

    private static String doubleQuoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isPrintableLine(Character.toString(c))) {
                        quoted.appendCodePoint(c);
                    } else if (c <= 0xFF) {
                        quoted.append(String.format("\\x%02X", c));
                    } else {
                        quoted.append(String.format("\\u%04X", c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return "ScalarText[" + event + "]";
    }
}
