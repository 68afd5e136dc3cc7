package dev.aicli.migrate.config.operation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parts of {@code scheme://user:password@host:port/path?query#fragment} (RFC 3986). Several hosts are one part. User,
 * password, path and query values are percent-decoded.
 */
final class UrlParser implements PartParser {
    private static final Set<String> NAMES =
            Set.of("scheme", "user", "password", "host", "port", "path", "query", "fragment");
    private static final String UNRESERVED = "-._~!$'()*,;";

    @Override
    public boolean knows(String part) {
        return NAMES.contains(part) || part.startsWith("query.");
    }

    @Override
    public Optional<Parts> parse(String hidden) {
        int scheme = hidden.indexOf("://");
        if (scheme <= 0 || hidden.chars().anyMatch(c -> c <= ' ')) {
            return Optional.empty();
        }
        Map<String, String> raw = new LinkedHashMap<>();
        raw.put("scheme", hidden.substring(0, scheme));
        String rest = cut(hidden.substring(scheme + 3), '#', "fragment", raw);
        rest = cut(rest, '?', "query", raw);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        if (slash >= 0) {
            raw.put("path", rest.substring(slash + 1));
            if (authority.indexOf('@') < 0 && raw.getOrDefault("path", "").indexOf('@') >= 0) {
                // An unencoded '/' in a password, most likely: not to be guessed at.
                return Optional.empty();
            }
        }
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String userinfo = authority.substring(0, at);
            int colon = userinfo.indexOf(':');
            raw.put("user", colon < 0 ? userinfo : userinfo.substring(0, colon));
            if (colon >= 0) {
                raw.put("password", userinfo.substring(colon + 1));
            }
        }
        hostAndPort(authority.substring(at + 1), raw);
        return Optional.of(new UrlParts(raw));
    }

    private static String cut(String text, char at, String name, Map<String, String> raw) {
        int index = text.indexOf(at);
        if (index < 0) {
            return text;
        }
        raw.put(name, text.substring(index + 1));
        return text.substring(0, index);
    }

    private static void hostAndPort(String text, Map<String, String> raw) {
        int colon = text.lastIndexOf(':');
        boolean port = colon >= 0 && colon > text.lastIndexOf(']') && text.indexOf(',') < 0;
        raw.put("host", port ? text.substring(0, colon) : text);
        if (port) {
            raw.put("port", text.substring(colon + 1));
        }
    }

    /** The raw parts of one URL. */
    private static final class UrlParts implements Parts {
        private final Map<String, String> raw;

        UrlParts(Map<String, String> raw) {
            this.raw = raw;
        }

        @Override
        public Optional<String> get(String part) {
            if (part.startsWith("query.")) {
                return query().stream()
                        .filter(pair -> pair[0].equals(part.substring("query.".length())))
                        .map(pair -> decode(pair[1]))
                        .findFirst();
            }
            Optional<String> found = Optional.ofNullable(raw.get(part));
            return part.equals("user") || part.equals("password") || part.equals("path")
                    ? found.map(UrlParts::decode)
                    : found;
        }

        @Override
        public void set(String part, String value) {
            if (get(part).filter(value::equals).isPresent()) {
                return;
            }
            if (part.startsWith("query.")) {
                setQuery(part.substring("query.".length()), value);
            } else if (part.equals("user") || part.equals("password")) {
                raw.put(part, encode(value, ""));
            } else if (part.equals("path")) {
                raw.put(part, encode(value, "/:@&=+"));
            } else {
                raw.put(part, value);
            }
        }

        private void setQuery(String name, String value) {
            List<String> pairs = new ArrayList<>();
            boolean found = false;
            for (String[] pair : query()) {
                boolean own = pair[0].equals(name);
                found |= own;
                pairs.add(pair[0] + "=" + (own ? encode(value, "/:@?") : pair[1]));
            }
            if (!found) {
                pairs.add(name + "=" + encode(value, "/:@?"));
            }
            raw.put("query", String.join("&", pairs));
        }

        private List<String[]> query() {
            List<String[]> pairs = new ArrayList<>();
            for (String pair : raw.getOrDefault("query", "").split("&", -1)) {
                int equals = pair.indexOf('=');
                if (!pair.isEmpty()) {
                    pairs.add(
                            equals < 0
                                    ? new String[] {pair, ""}
                                    : new String[] {pair.substring(0, equals), pair.substring(equals + 1)});
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

        private static String decode(String raw) {
            if (raw.indexOf('%') < 0) {
                return raw;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < raw.length(); ) {
                if (raw.charAt(i) == '%') {
                    if (i + 3 > raw.length()) {
                        return raw;
                    }
                    int high = Character.digit(raw.charAt(i + 1), 16);
                    int low = Character.digit(raw.charAt(i + 2), 16);
                    if (high < 0 || low < 0) {
                        return raw;
                    }
                    bytes.write(high * 16 + low);
                    i += 3;
                } else {
                    int c = raw.codePointAt(i);
                    bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                    i += Character.charCount(c);
                }
            }
            String decoded = bytes.toString(StandardCharsets.UTF_8);
            return decoded.indexOf('\uFFFD') >= 0 ? raw : decoded;
        }
    }

    /** Percent-encodes; characters that stand for placeholders stay. */
    static String encode(String value, String alsoPlain) {
        StringBuilder encoded = new StringBuilder();
        value.codePoints().forEach(c -> {
            boolean plain = (c < 128 && Character.isLetterOrDigit(c))
                    || UNRESERVED.indexOf(c) >= 0
                    || alsoPlain.indexOf(c) >= 0
                    || (c >= '\uE000' && c <= '\uF8FF');
            if (plain) {
                encoded.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", b));
                }
            }
        });
        return encoded.toString();
    }
}
