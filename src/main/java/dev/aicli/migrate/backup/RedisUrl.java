package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.model.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Redis server and how to get in: {@code redis://[user[:password]@]host[:port]}, or {@code rediss://} with TLS, where
 * the server's certificate is checked against its name; {@code ?sslrootcert=FILE} names who signed it. A number of a
 * database may follow and means nothing: a snapshot holds all of them.
 */
public final class RedisUrl {
    private static final int DEFAULT_PORT = 6379;
    private static final String ROOT_CERTIFICATE = "sslrootcert=";

    private final String host;
    private final int port;
    private final boolean tls;
    private final Optional<String> user;
    private final Optional<String> password;
    private final Optional<Path> rootCertificate;

    private RedisUrl(
            String host,
            int port,
            boolean tls,
            Optional<String> user,
            Optional<String> password,
            Optional<Path> rootCertificate) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.user = user;
        this.password = password;
        this.rootCertificate = rootCertificate;
    }

    /**
     * Reads a URL.
     *
     * @param directory what the path of a certificate is relative to
     * @throws UsageException when it is none; its message holds nothing of the text, which may be a password
     */
    public static RedisUrl parse(String text, Path directory) {
        try {
            URI uri = new URI(text.strip());
            String scheme = String.valueOf(uri.getScheme());
            String host = uri.getHost();
            String query = uri.getRawQuery();
            boolean known = query == null || (query.startsWith(ROOT_CERTIFICATE) && !query.contains("&"));
            if (host == null || !(scheme.equals("redis") || scheme.equals("rediss")) || !known) {
                throw malformed();
            }
            String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
            int colon = login.indexOf(':');
            return new RedisUrl(
                    host.replaceAll("[\\[\\]]", ""),
                    uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                    scheme.equals("rediss"),
                    decoded(colon < 0 ? login : login.substring(0, colon)),
                    decoded(colon < 0 ? "" : login.substring(colon + 1)),
                    Optional.ofNullable(query)
                            .flatMap(found -> decoded(found.substring(ROOT_CERTIFICATE.length())))
                            .map(directory::resolve));
        } catch (URISyntaxException | IllegalArgumentException e) {
            // No cause: these quote the text.
            throw malformed();
        }
    }

    private static UsageException malformed() {
        UsageException refusal = new UsageException("backup.redis is no URL of a Redis server");
        refusal.next("write redis://user:password@host:6379, or rediss:// for TLS with ?sslrootcert=FILE where the"
                + " certificate is of your own making; percent-encode what is special in the password");
        return refusal;
    }

    private static Optional<String> decoded(String raw) {
        return raw.isEmpty()
                ? Optional.empty()
                : Optional.of(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    boolean tls() {
        return tls;
    }

    Optional<String> user() {
        return user;
    }

    Optional<String> password() {
        return password;
    }

    Optional<Path> rootCertificate() {
        return rootCertificate;
    }

    /** {@return its address, safe to show} */
    public String address() {
        String shownHost = host.contains(":") ? "[" + host + "]" : host;
        return (tls ? "rediss://" : "redis://") + user.map(name -> name + "@").orElse("") + shownHost + ":" + port;
    }

    /** {@return what hides the password} */
    public Masking masking() {
        return password.filter(secret -> !secret.equals(user.orElse("")) && !secret.equals(host))
                .map(Masking.PATTERNS::with)
                .orElse(Masking.PATTERNS);
    }

    @Override
    public String toString() {
        return address();
    }
}
