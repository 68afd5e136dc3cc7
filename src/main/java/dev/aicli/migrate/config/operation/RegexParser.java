package dev.aicli.migrate.config.operation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts that are the named groups of a regular expression, which must match the whole text. */
record RegexParser(Pattern pattern) implements PartParser {
    @Override
    public boolean knows(String part) {
        return part.matches("[A-Za-z][A-Za-z0-9]*") && pattern.pattern().contains("(?<" + part + ">");
    }

    @Override
    public Optional<Parts> parse(String hidden) {
        Matcher matcher = pattern.matcher(hidden);
        return matcher.matches() ? Optional.of(new Groups(hidden, matcher, new TreeMap<>())) : Optional.empty();
    }

    /** The groups of one match, and what takes their places. */
    private record Groups(String text, Matcher matcher, Map<Integer, String[]> changed) implements Parts {
        @Override
        public Optional<String> get(String part) {
            return Optional.ofNullable(matcher.group(part));
        }

        @Override
        public void set(String part, String value) {
            int start = matcher.start(part);
            if (start >= 0) {
                changed.put(start, new String[] {value, Integer.toString(matcher.end(part))});
            }
        }

        @Override
        public String print() {
            StringBuilder printed = new StringBuilder();
            int from = 0;
            for (Map.Entry<Integer, String[]> change : changed.entrySet()) {
                if (change.getKey() >= from) {
                    printed.append(text, from, change.getKey()).append(change.getValue()[0]);
                    from = Integer.parseInt(change.getValue()[1]);
                }
            }
            return printed.append(text, from, text.length()).toString();
        }
    }
}
