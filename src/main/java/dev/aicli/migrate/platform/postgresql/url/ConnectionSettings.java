package dev.aicli.migrate.platform.postgresql.url;

import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.database.PercentEncoding;
import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.model.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is known of a PostgreSQL connection: what the URL says, over its service file, over the environment;
 * translated for pgjdbc and for libpq.
 */
final class ConnectionSettings {
    private static final String APPLICATION_NAME = "aicli-web";
    private static final int DEFAULT_CONNECT_TIMEOUT_SECONDS = 10;

    /** For a server that is there and slow to let us in, where nobody said how long to wait. */
    private static final int PATIENCE_SECONDS = 60;

    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final Map<String, String> SERVER_TYPES = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");
    /** Passed to pgjdbc under its names, with libpq's values. */
    private static final List<LibpqKeyword> AS_THEY_ARE = List.of(
            LibpqKeyword.OPTIONS,
            LibpqKeyword.SEARCH_PATH,
            LibpqKeyword.SSLCERT,
            LibpqKeyword.SSLKEY,
            LibpqKeyword.SSLPASSWORD,
            LibpqKeyword.SSLNEGOTIATION,
            LibpqKeyword.CHANNEL_BINDING,
            LibpqKeyword.REQUIRE_AUTH,
            LibpqKeyword.GSSENCMODE,
            LibpqKeyword.KRBSRVNAME);

    private final GivenSettings given;
    private final Optional<GivenSettings> service;
    private final UrlEnvironment environment;
    private final List<String> warnings;
    private final String sslMode;
    private final int connectTimeoutSeconds;
    private final String serverType;

    private ConnectionSettings(GivenSettings given, Optional<GivenSettings> service, UrlEnvironment environment) {
        this.given = given;
        this.service = service;
        this.environment = environment;
        this.warnings = new ArrayList<>(given.warnings());
        service.ifPresent(found -> warnings.addAll(found.warnings()));
        this.sslMode = effectiveSslMode();
        this.connectTimeoutSeconds = seconds();
        this.serverType = effectiveServerType();
    }

    static ConnectionSettings resolve(GivenSettings given, UrlEnvironment environment) {
        Optional<GivenSettings> service = given.get(LibpqKeyword.SERVICE)
                .or(() -> environment.variable("PGSERVICE"))
                .map(name -> ServiceFile.find(name, environment));
        return new ConnectionSettings(given, service, environment);
    }

    Optional<String> get(LibpqKeyword keyword) {
        return given.get(keyword)
                .or(() -> service.flatMap(found -> found.get(keyword)))
                .or(() -> keyword.variable().flatMap(environment::variable));
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The password of the URL, of the file it names, of the service, of the environment, of the password file. */
    Optional<String> password(List<ServerAddress> addresses, String database, String user) {
        return given.get(LibpqKeyword.PASSWORD)
                .or(() -> given.get(LibpqKeyword.PASSWORD_FILE).map(this::passwordIn))
                .or(() -> service.flatMap(found -> found.get(LibpqKeyword.PASSWORD)))
                .or(() -> get(LibpqKeyword.PASSWORD_FILE).map(this::passwordIn))
                .or(() -> environment.variable("PGPASSWORD"))
                .or(() -> fromPasswordFile(addresses, database, user));
    }

    private String passwordIn(String file) {
        return PasswordFile.singlePassword(environment.directory().resolve(file));
    }

    private Optional<String> fromPasswordFile(List<ServerAddress> addresses, String database, String user) {
        Path path = get(LibpqKeyword.PASSFILE)
                .map(environment.directory()::resolve)
                .orElse(environment.home().resolve(".pgpass"));
        PasswordFile file = PasswordFile.read(path, warnings::add);
        return addresses.stream()
                .flatMap(address -> file.password(nameInPasswordFile(address), address.port(), database, user).stream())
                .findFirst();
    }

    /** As libpq has it: a server's default folder of sockets is this machine. */
    private String nameInPasswordFile(ServerAddress address) {
        return environment
                .socketFolder()
                .map(Path::toString)
                .filter(address.host()::equals)
                .map(folder -> ServerAddress.DEFAULT_HOST)
                .orElse(address.host());
    }

    /** {@return the parameters worth showing beside host and database} */
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        if (!sslMode.equals("prefer")) {
            shown.put("sslmode", sslMode);
        }
        get(LibpqKeyword.SEARCH_PATH).ifPresent(path -> shown.put("search_path", PercentEncoding.encode(path)));
        get(LibpqKeyword.TARGET_SESSION_ATTRS).ifPresent(attributes -> shown.put("target_session_attrs", attributes));
        return shown;
    }

    Map<String, String> driverProperties(int hosts) {
        Map<String, String> properties = new LinkedHashMap<>(given.driverProperties());
        for (LibpqKeyword keyword : AS_THEY_ARE) {
            get(keyword).ifPresent(value -> properties.put(keyword.property().orElseThrow(), value));
        }
        properties.put("sslmode", sslMode);
        get(LibpqKeyword.SSLROOTCERT).ifPresent(certificate -> {
            if (isSystemStore(certificate)) {
                properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            } else {
                properties.put("sslrootcert", certificate);
            }
        });
        properties.put("targetServerType", serverType);
        get(LibpqKeyword.LOAD_BALANCE_HOSTS)
                .ifPresent(value -> properties.put("loadBalanceHosts", Boolean.toString(value.equals("random"))));
        boolean keepAlive = !get(LibpqKeyword.KEEPALIVES).orElse("1").equals("0");
        properties.put("tcpKeepAlive", Boolean.toString(keepAlive));
        properties.put("connectTimeout", Integer.toString(connectTimeoutSeconds));
        boolean chosen = get(LibpqKeyword.CONNECT_TIMEOUT).isPresent();
        int login = chosen ? connectTimeoutSeconds * hosts : Math.max(PATIENCE_SECONDS, connectTimeoutSeconds * hosts);
        properties.put("loginTimeout", Integer.toString(login));
        properties.put("ApplicationName", applicationName());
        // Plain statements are sent as they are, which also lets one text hold several. Nothing that is prepared gets a
        // name: behind a pooler the next session would not know it.
        properties.put("preferQueryMode", "extendedForPrepared");
        properties.put("prepareThreshold", "0");
        // Has the name sent with the login, not in a round trip of its own.
        properties.put("assumeMinServerVersion", "9.0");
        return properties;
    }

    Map<String, String> libpqEnvironment() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (LibpqKeyword keyword : LibpqKeyword.values()) {
            boolean connectionsOwn = keyword.property().isPresent() && keyword != LibpqKeyword.PASSWORD;
            if (connectionsOwn) {
                keyword.variable().ifPresent(name -> get(keyword).ifPresent(value -> variables.put(name, value)));
            }
        }
        get(LibpqKeyword.SEARCH_PATH)
                .ifPresent(path -> variables.merge(
                        "PGOPTIONS",
                        "-c search_path=" + path.replace("\\", "\\\\").replace(" ", "\\ "),
                        (before, added) -> before + " " + added));
        variables.put("PGSSLMODE", sslMode);
        variables.put("PGAPPNAME", applicationName());
        variables.put("PGCONNECT_TIMEOUT", Integer.toString(connectTimeoutSeconds));
        return variables;
    }

    private String applicationName() {
        return get(LibpqKeyword.APPLICATION_NAME)
                .or(() -> get(LibpqKeyword.FALLBACK_APPLICATION_NAME))
                .orElse(APPLICATION_NAME);
    }

    /** As libpq has it: a root certificate makes {@code require} check it, and the system's store asks for the most. */
    private String effectiveSslMode() {
        Optional<String> rootCertificate = get(LibpqKeyword.SSLROOTCERT);
        boolean system = rootCertificate.map(ConnectionSettings::isSystemStore).orElse(false);
        String mode = get(LibpqKeyword.SSLMODE).orElse(system ? "verify-full" : "prefer");
        if (!SSL_MODES.contains(mode)) {
            throw refusal(
                    "the sslmode of the database URL is none: '" + Masking.PATTERNS.mask(mode) + "'",
                    "choose one of disable, allow, prefer, require, verify-ca, verify-full");
        }
        if (system && !mode.equals("verify-full")) {
            throw refusal("sslrootcert=system goes with sslmode=verify-full only", "write sslmode=verify-full");
        }
        return mode.equals("require") && rootCertificate.isPresent() ? "verify-ca" : mode;
    }

    private static boolean isSystemStore(String rootCertificate) {
        return rootCertificate.equals("system");
    }

    private String effectiveServerType() {
        String attributes = get(LibpqKeyword.TARGET_SESSION_ATTRS).orElse("any");
        String type = SERVER_TYPES.get(attributes);
        if (type == null) {
            throw refusal(
                    "the target_session_attrs of the database URL is not known",
                    "choose one of any, read-write, read-only, primary, standby, prefer-standby");
        }
        return type;
    }

    private int seconds() {
        String text = get(LibpqKeyword.CONNECT_TIMEOUT).orElse(Integer.toString(DEFAULT_CONNECT_TIMEOUT_SECONDS));
        if (!text.strip().matches("-?[0-9]{1,6}")) {
            throw refusal(
                    "the connect_timeout of the database URL is not a number of seconds",
                    "write for example connect_timeout=10; 0 waits for ever");
        }
        return Math.max(0, Integer.parseInt(text.strip()));
    }

    private static UsageException refusal(String message, String nextStep) {
        UsageException refusal = new UsageException(message);
        refusal.next(nextStep);
        return refusal;
    }
}
