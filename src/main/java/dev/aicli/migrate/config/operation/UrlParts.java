package dev.aicli.migrate.config.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The raw parts of one URL, by the names of {@link UrlParser}. */
final class UrlParts implements PartParser.Parts {
    private static final String QUERY = "query.";
    private static final Set<String> DECODED = Set.of("user", "password", "path");

    private final Map<String, String> raw;

    UrlParts(Map<String, String> raw) {
        this.raw = new LinkedHashMap<>(raw);
    }

    /** One {@code name=value} of a query. */
    private record Pair(String text) {
        String name() {
            int equals = text.indexOf('=');
            return equals < 0 ? text : text.substring(0, equals);
        }

        String value() {
            int equals = text.indexOf('=');
            return equals < 0 ? "" : text.substring(equals + 1);
        }
    }

    @Override
    public Optional<String> get(String part) {
        if (part.startsWith(QUERY)) {
            String name = part.substring(QUERY.length());
            return pairs().stream()
                    .filter(pair -> pair.name().equals(name))
                    .map(pair -> PercentEncoding.decode(pair.value()))
                    .findFirst();
        }
        Optional<String> found = Optional.ofNullable(raw.get(part)).filter(value -> !value.isEmpty());
        if (part.equals("host")) {
            return found.map(host -> host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        }
        return DECODED.contains(part) ? found.map(PercentEncoding::decode) : found;
    }

    @Override
    public void set(String part, String value) {
        if (get(part).filter(value::equals).isPresent()) {
            return;
        }
        if (part.startsWith(QUERY)) {
            setQuery(part.substring(QUERY.length()), value);
        } else if (part.equals("host")) {
            raw.put(part, value.indexOf(':') >= 0 ? "[" + value + "]" : value);
        } else if (part.equals("path")) {
            raw.put(part, PercentEncoding.encode(value, "/:&=+"));
        } else if (DECODED.contains(part)) {
            raw.put(part, PercentEncoding.encode(value, ""));
        } else {
            raw.put(part, value);
        }
    }

    @Override
    public boolean remove(String part) {
        if (part.startsWith(QUERY)) {
            List<Pair> pairs = pairs();
            pairs.stream()
                    .filter(pair -> pair.name().equals(part.substring(QUERY.length())))
                    .findFirst()
                    .ifPresent(pairs::remove);
            put("query", String.join("&", pairs.stream().map(Pair::text).toList()));
            return true;
        }
        if (part.equals("scheme") || part.equals("host")) {
            return false;
        }
        raw.remove(part);
        return true;
    }

    private void setQuery(String name, String value) {
        List<String> written = new ArrayList<>();
        String own = name + "=" + PercentEncoding.encode(value, "/:?");
        boolean found = false;
        for (Pair pair : pairs()) {
            boolean first = !found && pair.name().equals(name);
            found |= first;
            written.add(first ? own : pair.text());
        }
        if (!found) {
            written.add(own);
        }
        raw.put("query", String.join("&", written));
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (String pair : raw.getOrDefault("query", "").split("&", -1)) {
            if (!pair.isEmpty()) {
                pairs.add(new Pair(pair));
            }
        }
        return pairs;
    }

    @Override
    public String print() {
        StringBuilder url = new StringBuilder(raw.getOrDefault("scheme", "")).append("://");
        if (raw.containsKey("user") || raw.containsKey("password")) {
            url.append(raw.getOrDefault("user", ""));
            part(url, ":", "password");
            url.append('@');
        }
        url.append(raw.getOrDefault("host", ""));
        part(url, ":", "port");
        part(url, "/", "path");
        part(url, "?", "query");
        part(url, "#", "fragment");
        return url.toString();
    }

    private void part(StringBuilder url, String before, String name) {
        String value = raw.get(name);
        if (value != null) {
            url.append(before).append(value);
        }
    }

    /** Of a name that stands there twice only the first is taken. */
    private List<Pair> pairsLeft(Set<String> taken) {
        if (taken.contains("query")) {
            return List.of();
        }
        Set<String> once = new LinkedHashSet<>();
        return pairs().stream()
                .filter(pair -> !taken.contains(QUERY + pair.name()) || !once.add(pair.name()))
                .toList();
    }

    @Override
    public List<String> left(Set<String> taken) {
        List<String> left = new ArrayList<>();
        for (String part : List.of("scheme", "user", "password", "host", "port", "path")) {
            if (!taken.contains(part) && get(part).isPresent()) {
                left.add(part);
            }
        }
        pairsLeft(taken).forEach(pair -> left.add(QUERY + pair.name()));
        if (!taken.contains("fragment") && get("fragment").isPresent()) {
            left.add("fragment");
        }
        return left;
    }

    @Override
    public String rest(Set<String> taken) {
        Map<String, String> others = new LinkedHashMap<>(raw);
        others.keySet().removeAll(taken);
        others.remove("query");
        String query =
                String.join("&", pairsLeft(taken).stream().map(Pair::text).toList());
        if (!query.isEmpty()) {
            others.put("query", query);
        }
        others.values().removeIf(String::isEmpty);
        String printed = new UrlParts(others).print();
        String text = others.containsKey("scheme") ? printed : printed.substring("://".length());
        return text.startsWith("?") ? text.substring(1) : text;
    }

    /** Query and fragment can be told apart again; other parts stay as they are. */
    @Override
    public boolean setRest(Set<String> taken, String text) {
        if (rest(taken).equals(text)) {
            return true;
        }
        boolean others = left(taken).stream().anyMatch(part -> !part.startsWith(QUERY) && !part.equals("fragment"));
        int hash = text.indexOf('#');
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        String query = hash < 0 ? text : text.substring(0, hash);
        boolean unfit = others
                || text.chars().anyMatch(c -> c <= ' ' || c == '?' || c == '@')
                || (hash >= 0 && taken.contains("fragment"))
                || (!query.isEmpty() && taken.contains("query"));
        if (unfit) {
            return false;
        }
        List<Pair> left = pairsLeft(taken);
        List<String> pairs = new ArrayList<>(pairs().stream()
                .filter(pair -> !left.contains(pair))
                .map(Pair::text)
                .toList());
        if (!query.isEmpty()) {
            pairs.add(query);
        }
        put("query", String.join("&", pairs));
        if (!taken.contains("fragment")) {
            put("fragment", fragment);
        }
        return true;
    }

    private void put(String name, String value) {
        if (value.isEmpty()) {
            raw.remove(name);
        } else {
            raw.put(name, value);
        }
    }

    /** The parts may be secrets. */
    @Override
    public String toString() {
        return "UrlParts" + raw.keySet();
    }
}
