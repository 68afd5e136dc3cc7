package dev.aicli.migrate.platform.postgresql.url;

import dev.aicli.migrate.database.PercentEncoding;
import dev.aicli.migrate.model.UsageException;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * {@code postgresql://[user[:password]@][host[:port],…][/database][?keyword=value&…]} as in "Connection URIs" of libpq,
 * with a driver after the scheme ({@code postgresql+asyncpg:}) tolerated.
 *
 * <p>Stricter than libpq where a password with unescaped characters would be taken for a host or a database name, and
 * so be shown: no message repeats any of the text before the parameters.
 */
public final class LibpqUrlParser {
    private static final Pattern SCHEME = Pattern.compile("postgres(ql)?(\\+[a-z0-9_]+)?://.*", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("[^\\s:/?#\\[\\]@,]*");
    private static final Pattern BRACKETED = Pattern.compile("\\[[0-9A-Fa-f:.]+(%[\\w.-]+)?]");

    private LibpqUrlParser() {}

    public static boolean handles(String lowerCaseText) {
        return SCHEME.matcher(lowerCaseText).matches();
    }

    public static GivenSettings parse(String url) {
        GivenSettings given = new GivenSettings();
        parse(url.substring(url.indexOf("://") + "://".length()), given, given::parameter);
        return given;
    }

    /** Reads what follows {@code ://}; parameters go where they are told, since JDBC's have names of their own. */
    public static void parse(String rest, GivenSettings given, BiConsumer<String, String> parameters) {
        int authorityEnd = firstOf(rest, '/', '?', 0);
        String authority = rest.substring(0, authorityEnd);
        int pathEnd = firstOf(rest, '?', '?', authorityEnd);

        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            userInfo(authority.substring(0, at), given);
        }
        hosts(authority.substring(at + 1), given);
        if (pathEnd > authorityEnd) {
            String database = rest.substring(authorityEnd + 1, pathEnd);
            if (database.indexOf('@') >= 0 || database.indexOf('/') >= 0) {
                throw unreadable();
            }
            given.set(LibpqKeyword.DBNAME, PercentEncoding.decode(database));
        }
        if (pathEnd < rest.length()) {
            query(rest.substring(pathEnd + 1), parameters);
        }
    }

    private static int firstOf(String text, char one, char other, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == one || text.charAt(i) == other) {
                return i;
            }
        }
        return text.length();
    }

    private static void userInfo(String userInfo, GivenSettings given) {
        int colon = userInfo.indexOf(':');
        given.set(LibpqKeyword.USER, PercentEncoding.decode(colon < 0 ? userInfo : userInfo.substring(0, colon)));
        if (colon >= 0) {
            given.set(LibpqKeyword.PASSWORD, PercentEncoding.decode(userInfo.substring(colon + 1)));
        }
    }

    private static void hosts(String list, GivenSettings given) {
        StringJoiner hosts = new StringJoiner(",");
        StringJoiner ports = new StringJoiner(",");
        boolean anyPort = false;
        for (String entry : list.split(",", -1)) {
            int portColon = entry.startsWith("[") ? entry.indexOf(':', entry.indexOf(']') + 1) : entry.indexOf(':');
            String host = portColon < 0 ? entry : entry.substring(0, portColon);
            String port = portColon < 0 ? "" : entry.substring(portColon + 1);
            boolean bracketed = BRACKETED.matcher(host).matches();
            if (!port.matches("[0-9]*") || !(bracketed || HOST.matcher(host).matches())) {
                throw unreadable();
            }
            hosts.add(bracketed ? host.substring(1, host.length() - 1) : PercentEncoding.decode(host));
            ports.add(port);
            anyPort |= !port.isEmpty();
        }
        given.set(LibpqKeyword.HOST, hosts.toString());
        if (anyPort) {
            given.set(LibpqKeyword.PORT, ports.toString());
        }
    }

    /** {@code keyword=value} pairs, joined by {@code &}. A raw {@code @} here is the end of an unescaped password. */
    private static void query(String query, BiConsumer<String, String> parameters) {
        if (query.indexOf('@') >= 0) {
            throw unreadable();
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 1) {
                parameters.accept(
                        PercentEncoding.decode(pair.substring(0, equals)),
                        PercentEncoding.decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                throw unreadable();
            }
        }
    }

    static UsageException unreadable() {
        UsageException unreadable = new UsageException("the PostgreSQL URL cannot be read");
        unreadable.next("the form is postgresql://user:password@host:5432/database?sslmode=require; in user, password "
                + "and database, percent-encode special characters: @ as %40, : as %3A, / as %2F, ? as %3F, % as %25");
        return unreadable;
    }
}
