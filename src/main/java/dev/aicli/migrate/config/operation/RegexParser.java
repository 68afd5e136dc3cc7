package dev.aicli.migrate.config.operation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts that are the named groups of a regular expression, which must match the whole text. */
record RegexParser(Pattern pattern) implements PartParser {
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");
    private static final String OUTSIDE = "the text outside the named groups";

    @Override
    public boolean knows(String part) {
        return groups().contains(part);
    }

    private Set<String> groups() {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = GROUP.matcher(pattern.pattern());
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    @Override
    public Reading parse(String hidden) {
        Matcher matcher = pattern.matcher(hidden);
        return matcher.matches()
                ? Reading.of(new Groups(hidden, matcher, groups(), isFixedOutside(), new TreeMap<>()))
                : Reading.unfit("the pattern does not match it");
    }

    /** {@return whether the pattern says to the letter what stands outside its named groups} */
    private boolean isFixedOutside() {
        String source = pattern.pattern();
        int depth = 0;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
                if (depth == 0 && (i >= source.length() || Character.isLetterOrDigit(source.charAt(i)))) {
                    return false;
                }
            } else if (c == '[') {
                if (depth == 0) {
                    return false;
                }
                i = classEnd(source, i);
            } else if (c == '(') {
                if (depth == 0
                        && !GROUP.matcher(source).region(i, source.length()).lookingAt()) {
                    return false;
                }
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && ".*+?{|".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static int classEnd(String source, int open) {
        for (int i = open + 2; i < source.length(); i++) {
            if (source.charAt(i) == '\\') {
                i++;
            } else if (source.charAt(i) == ']') {
                return i;
            }
        }
        return source.length();
    }

    /** The groups of one match, and what takes their places. */
    private record Groups(
            String text, Matcher matcher, Set<String> names, boolean fixedOutside, Map<Integer, String[]> changed)
            implements Parts {
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

        /** Whether the pattern matches without it, the pattern says. */
        @Override
        public boolean remove(String part) {
            set(part, "");
            return true;
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

        @Override
        public List<String> left(Set<String> taken) {
            List<String> left = new ArrayList<>();
            for (String name : names) {
                if (!taken.contains(name)
                        && get(name).filter(value -> !value.isEmpty()).isPresent()
                        && !isInside(name, taken)) {
                    left.add(name);
                }
            }
            boolean said = outside(names).chars().anyMatch(Character::isLetterOrDigit);
            if (said && !fixedOutside) {
                left.add(OUTSIDE);
            }
            return left;
        }

        private boolean isInside(String name, Set<String> taken) {
            return taken.stream()
                    .filter(names::contains)
                    .anyMatch(other ->
                            matcher.start(other) <= matcher.start(name) && matcher.end(name) <= matcher.end(other));
        }

        @Override
        public String rest(Set<String> taken) {
            return outside(taken);
        }

        private String outside(Set<String> groups) {
            StringBuilder outside = new StringBuilder();
            int from = 0;
            for (int[] span : spans(groups)) {
                if (span[0] >= from) {
                    outside.append(text, from, span[0]);
                }
                from = Math.max(from, span[1]);
            }
            return outside.append(text, from, text.length()).toString();
        }

        private List<int[]> spans(Set<String> groups) {
            return groups.stream()
                    .filter(names::contains)
                    .filter(name -> matcher.start(name) >= 0)
                    .map(name -> new int[] {matcher.start(name), matcher.end(name)})
                    .sorted(Comparator.comparingInt(span -> span[0]))
                    .toList();
        }

        /** Where it would go is known when it stands in one piece. */
        @Override
        public boolean setRest(Set<String> taken, String other) {
            String now = rest(taken);
            if (now.equals(other)) {
                return true;
            }
            List<int[]> spans = spans(taken);
            boolean before = !spans.isEmpty() && text.startsWith(now) && spans.get(0)[0] == now.length();
            boolean behind = !spans.isEmpty()
                    && text.endsWith(now)
                    && spans.stream().allMatch(span -> span[1] <= text.length() - now.length());
            if (now.isEmpty() || (!before && !behind)) {
                return false;
            }
            int start = before ? 0 : text.length() - now.length();
            changed.put(start, new String[] {other, Integer.toString(start + now.length())});
            return true;
        }
    }
}
