package dev.aicli.migrate.config.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with {@code {part}} in it, printed from parts and read back into them. In a template with {@code ://} the user
 * and password are percent-encoded.
 */
record Template(String text, List<String> parts) {
    private static final Pattern PART = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");

    static Template of(String text) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            parts.add(matcher.group(1));
        }
        return new Template(text, List.copyOf(parts));
    }

    /** {@return the text with the parts in their places; empty when one is not given} */
    Optional<String> print(Map<String, String> values) {
        StringBuilder printed = new StringBuilder();
        Matcher matcher = PART.matcher(text);
        int from = 0;
        while (matcher.find()) {
            String value = values.get(matcher.group(1));
            if (value == null) {
                return Optional.empty();
            }
            printed.append(text, from, matcher.start()).append(encoded(matcher.group(1), value));
            from = matcher.end();
        }
        return Optional.of(printed.append(text, from, text.length()).toString());
    }

    private String encoded(String part, String value) {
        boolean userinfo = text.contains("://") && Set.of("user", "password").contains(part);
        return userinfo ? PercentEncoding.encode(value, "") : value;
    }

    /** {@return the parts of a text that has the template's form} */
    Optional<Map<String, String>> parse(String value) {
        StringBuilder pattern = new StringBuilder();
        Matcher matcher = PART.matcher(text);
        int from = 0;
        while (matcher.find()) {
            pattern.append(Pattern.quote(text.substring(from, matcher.start()))).append("(.*?)");
            from = matcher.end();
        }
        pattern.append(Pattern.quote(text.substring(from)));
        Matcher parsed = Pattern.compile(pattern.toString()).matcher(value);
        if (!parsed.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            values.put(parts.get(i), parsed.group(i + 1));
        }
        return Optional.of(values);
    }
}
