package dev.aicli.migrate.config.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parts of {@code scheme://user:password@host:port/path?query#fragment} (RFC 3986). User, password, path and query
 * values are percent-decoded, the brackets of an IPv6 address left out.
 *
 * <p>What a person may have meant otherwise is left alone: characters that end a part and may be of a password, lists
 * of hosts or of URLs, addresses in a notation of a driver's own.
 */
final class UrlParser implements PartParser {
    private static final Set<String> NAMES =
            Set.of("scheme", "user", "password", "host", "port", "path", "query", "fragment");
    private static final Pattern SCHEME = Pattern.compile("(?:[A-Za-z]+:)?[A-Za-z\uE000-\uF8FF][\\w+.\uE000-\uF8FF-]*");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._~\uE000-\uF8FF-]*");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]");
    private static final Pattern PORT = Pattern.compile("[0-9]{0,5}|[\uE000-\uF8FF]");
    private static final Pattern ANOTHER = Pattern.compile("[,;|][^&=]*://");
    private static final int LAST_PORT = 65_535;

    @Override
    public boolean knows(String part) {
        return NAMES.contains(part) || (part.startsWith("query.") && part.length() > "query.".length());
    }

    @Override
    public Reading parse(String hidden) {
        int scheme = hidden.indexOf("://");
        if (scheme <= 0 || !SCHEME.matcher(hidden.substring(0, scheme)).matches()) {
            return Reading.unfit("it is no URL with scheme://");
        }
        if (hidden.chars().anyMatch(c -> c <= ' ')) {
            return Reading.unfit("there are blanks in it");
        }
        Map<String, String> raw = new LinkedHashMap<>();
        raw.put("scheme", hidden.substring(0, scheme));
        String rest = cut(hidden.substring(scheme + 3), '#', "fragment", raw);
        rest = cut(rest, '?', "query", raw);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        if (slash >= 0) {
            raw.put("path", rest.substring(slash + 1));
        }
        String behind = hidden.substring(scheme + 3 + authority.length());
        if (behind.indexOf('@') >= 0) {
            return Reading.unfit("an '@' stands behind the host: a '/', '?' or '#' in a password is written as %2F, %3F"
                    + " or %23, an '@' elsewhere as %40");
        }
        String path = raw.getOrDefault("path", "") + raw.getOrDefault("fragment", "");
        if (path.contains("://") || ANOTHER.matcher(behind).find()) {
            return Reading.unfit("there is more than one URL in it");
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
        String unfit = hostAndPort(authority.substring(at + 1), raw);
        return unfit.isEmpty() ? Reading.of(new UrlParts(raw)) : Reading.unfit(unfit);
    }

    private static String cut(String text, char before, String name, Map<String, String> raw) {
        int index = text.indexOf(before);
        if (index < 0) {
            return text;
        }
        raw.put(name, text.substring(index + 1));
        return text.substring(0, index);
    }

    /** {@return what is wrong with them; empty when nothing is} */
    private static String hostAndPort(String text, Map<String, String> raw) {
        if (text.indexOf(',') >= 0) {
            return "there is more than one host in it";
        }
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']');
        String host = hasPort ? text.substring(0, colon) : text;
        String port = hasPort ? text.substring(colon + 1) : "";
        if (!HOST.matcher(host).matches() && !ADDRESS.matcher(host).matches()) {
            return "what stands where the host should is no name and no address";
        }
        boolean number = PORT.matcher(port).matches()
                && (port.isEmpty() || !Character.isDigit(port.charAt(0)) || Integer.parseInt(port) <= LAST_PORT);
        if (!number) {
            return "what stands where the port should is no port number";
        }
        raw.put("host", host);
        if (hasPort) {
            raw.put("port", port);
        }
        return "";
    }
}
