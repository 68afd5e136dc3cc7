package dev.aicli.migrate.platform.postgresql.url;

import dev.aicli.migrate.database.DatabaseUrl;
import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.database.PercentEncoding;
import dev.aicli.migrate.database.UrlEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database and how to get in, with libpq's defaults filled in. */
public final class PostgreSqlUrl implements DatabaseUrl {
    private final List<ServerAddress> addresses;
    private final String database;
    private final String user;
    private final @Nullable String password;
    private final ConnectionSettings settings;
    private final List<String> warnings;

    private PostgreSqlUrl(
            List<ServerAddress> addresses,
            String database,
            String user,
            @Nullable String password,
            ConnectionSettings settings,
            List<String> warnings) {
        this.addresses = addresses;
        this.database = database;
        this.user = user;
        this.password = password;
        this.settings = settings;
        this.warnings = warnings;
    }

    public static PostgreSqlUrl resolve(GivenSettings given, UrlEnvironment environment) {
        ConnectionSettings settings = ConnectionSettings.resolve(given, environment);
        List<ServerAddress> addresses = ServerAddress.list(
                settings.get(LibpqKeyword.HOST)
                        .or(() -> settings.get(LibpqKeyword.HOSTADDR))
                        .orElse(""),
                settings.get(LibpqKeyword.PORT).orElse(""),
                given.meansTcp()
                        ? port -> ServerAddress.DEFAULT_HOST
                        : port -> ServerAddress.defaultHost(environment, port));
        String user = settings.get(LibpqKeyword.USER).orElse(environment.operatingSystemUser());
        String database = settings.get(LibpqKeyword.DBNAME).orElse(user);
        Optional<String> password = settings.password(addresses, database, user);
        return new PostgreSqlUrl(addresses, database, user, password.orElse(null), settings, settings.warnings());
    }

    @Override
    public String kind() {
        return "postgresql";
    }

    @Override
    public String database() {
        return database;
    }

    /** {@return the same server and the same login for another of its databases} */
    public PostgreSqlUrl at(String otherDatabase) {
        return new PostgreSqlUrl(addresses, otherDatabase, user, password, settings, warnings);
    }

    /** {@return whether there is a password to give} */
    public boolean hasPassword() {
        return password != null;
    }

    /** {@return the role that connects} */
    public String user() {
        return user;
    }

    @Override
    public String masked() {
        StringBuilder url = new StringBuilder("postgresql://").append(PercentEncoding.encode(user));
        if (password != null) {
            url.append(':').append(Masking.MASK);
        }
        url.append('@').append(usesSockets() ? "" : hosts()).append('/').append(PercentEncoding.encode(database));
        char separator = '?';
        Map<String, String> shown = new LinkedHashMap<>();
        if (usesSockets()) {
            shown.put("host", list(ServerAddress::host));
            shown.put("port", list(address -> Integer.toString(address.port())));
        }
        shown.putAll(settings.shown());
        for (Map.Entry<String, String> parameter : shown.entrySet()) {
            url.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
            separator = '&';
        }
        return url.toString();
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:postgresql://" + hosts() + "/" + PercentEncoding.encode(database);
    }

    private String hosts() {
        return list(ServerAddress::toString);
    }

    private String list(Function<ServerAddress, String> part) {
        return addresses.stream().map(part).collect(Collectors.joining(","));
    }

    /** {@return whether it is reached by Unix sockets} */
    public boolean usesSockets() {
        return addresses.get(0).isSocket();
    }

    @Override
    public Properties connectionProperties() {
        Properties properties = new SecretProperties();
        properties.putAll(settings.driverProperties(addresses.size()));
        if (usesSockets()) {
            // As libpq has it: what is not sent over a network is not encrypted.
            properties.setProperty("sslmode", "disable");
            properties.setProperty("gssEncMode", "disable");
            properties.remove("sslNegotiation");
            properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
            properties.setProperty(
                    "socketFactoryArg",
                    UnixSocketFactory.argument(
                            addresses.stream().map(ServerAddress::host).toList()));
        }
        properties.setProperty("user", user);
        // An empty password keeps the driver from searching ~/.pgpass again, by rules of its own.
        properties.setProperty("password", password == null ? "" : password);
        return properties;
    }

    /**
     * {@return libpq's environment for running PostgreSQL's own programs on this database, the password among it} It is
     * to take the place of every {@code PG…} variable that is there.
     */
    public Map<String, String> libpqEnvironment() {
        Map<String, String> environment = new SecretMap(settings.libpqEnvironment());
        environment.put("PGHOST", list(ServerAddress::host));
        environment.put("PGPORT", list(address -> Integer.toString(address.port())));
        environment.put("PGDATABASE", database);
        environment.put("PGUSER", user);
        if (password != null) {
            environment.put("PGPASSWORD", password);
        }
        return environment;
    }

    /** A password that is the name of the user, the database or a host cannot be hidden without hiding those. */
    @Override
    public Masking masking() {
        Masking masking = settings.get(LibpqKeyword.SSLPASSWORD)
                .map(Masking.PATTERNS::with)
                .orElse(Masking.PATTERNS);
        boolean isPublicWord = password == null
                || password.equals(user)
                || password.equals(database)
                || addresses.stream().anyMatch(address -> address.host().equals(password));
        return password == null || isPublicWord ? masking : masking.with(password);
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PostgreSqlUrl that
                && connectionProperties().equals(that.connectionProperties())
                && jdbcUrl().equals(that.jdbcUrl());
    }

    @Override
    public int hashCode() {
        return jdbcUrl().hashCode();
    }

    @Override
    public String toString() {
        return masked();
    }

    private static final class SecretProperties extends Properties {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized String toString() {
            return "connection properties " + keySet();
        }
    }

    private static final class SecretMap extends TreeMap<String, String> {
        private static final long serialVersionUID = 1L;

        SecretMap(Map<String, String> values) {
            super(values);
        }

        @Override
        public String toString() {
            return "libpq environment " + keySet();
        }
    }
}
