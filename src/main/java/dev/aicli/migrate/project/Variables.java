package dev.aicli.migrate.project;

import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import java.util.Map;

/**
 * Expands {@code ${NAME}} and {@code ${NAME:-default}} by environment variables; {@code $$} is a dollar sign. What is
 * neither stays as it is, {@code $NAME} too.
 */
final class Variables {
    private final Map<String, String> values;

    Variables(Map<String, String> values) {
        this.values = values;
    }

    /** Throws UsageException at the place for a variable that is not set and has no default. */
    String expand(String text, SourceLocation place) {
        int dollar = text.indexOf('$');
        if (dollar < 0) {
            return text;
        }
        StringBuilder expanded = new StringBuilder();
        int copied = 0;
        while (dollar >= 0 && dollar + 1 < text.length()) {
            expanded.append(text, copied, dollar);
            char next = text.charAt(dollar + 1);
            if (next == '$') {
                expanded.append('$');
                copied = dollar + 2;
            } else if (next == '{') {
                int end = closingBrace(text, dollar + 2, place);
                expanded.append(value(text.substring(dollar + 2, end), place));
                copied = end + 1;
            } else {
                expanded.append('$');
                copied = dollar + 1;
            }
            dollar = text.indexOf('$', copied);
        }
        return expanded.append(text, copied, text.length()).toString();
    }

    /** A default may hold {@code ${…}} in its turn. */
    private static int closingBrace(String text, int from, SourceLocation place) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '}') {
                open--;
            } else if (text.startsWith("${", i)) {
                open++;
            }
            if (open == 0) {
                return i;
            }
        }
        throw new UsageException("a '${' has no '}'").at(place).next("write a dollar sign itself as $$");
    }

    private String value(String expression, SourceLocation place) {
        int separator = expression.indexOf(":-");
        String name = separator < 0 ? expression : expression.substring(0, separator);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new UsageException("'${" + name + "}' does not name a variable")
                    .at(place)
                    .next("write ${NAME} or ${NAME:-default}, and a dollar sign itself as $$");
        }
        String value = values.get(name);
        if (value != null && !(value.isEmpty() && separator >= 0)) {
            return value;
        }
        if (separator >= 0) {
            return expand(expression.substring(separator + 2), place);
        }
        throw new UsageException("the environment variable " + name + " is not set")
                .at(place)
                .next("set it, or give a default: ${" + name + ":-default}");
    }

    /** Leaves the values out: one of them may be a password. */
    @Override
    public String toString() {
        return "Variables[" + values.size() + "]";
    }
}
