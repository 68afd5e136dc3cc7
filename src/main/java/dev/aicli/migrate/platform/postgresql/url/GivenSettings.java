package dev.aicli.migrate.platform.postgresql.url;

import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.model.UsageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a PostgreSQL URL or connection string says by itself, before defaults and the environment fill the gaps. */
final class GivenSettings {
    /** Accepted by libpq, and without a meaning for this driver or this use. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "client_encoding",
            "gssdelegation",
            "gsslib",
            "keepalives_count",
            "keepalives_idle",
            "keepalives_interval",
            "max_protocol_version",
            "min_protocol_version",
            "ssl_max_protocol_version",
            "ssl_min_protocol_version",
            "sslcompression",
            "sslsni",
            "tcp_user_timeout");

    /** Settings of connection pools and of other tools that are found in shared URLs. */
    private static final Set<String> OF_OTHER_TOOLS = Set.of(
            "binary_parameters",
            "connection_limit",
            "default_query_exec_mode",
            "pgbouncer",
            "pool_max_conns",
            "pool_min_conns",
            "pool_timeout",
            "prepared_statement_cache_size",
            "prepareThreshold",
            "serverVersion",
            "charset",
            "socket_timeout",
            "sslaccept",
            "statement_cache_capacity",
            "statement_cache_mode");

    /** Server settings that drivers written in Go take as parameters of their own. */
    private static final Set<String> SERVER_SETTINGS =
            Set.of("idle_in_transaction_session_timeout", "lock_timeout", "role", "statement_timeout", "timezone");

    private final Map<LibpqKeyword, String> settings = new EnumMap<>(LibpqKeyword.class);
    private final Map<String, String> driverProperties = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean meansTcp;

    Optional<String> get(LibpqKeyword keyword) {
        return Optional.ofNullable(settings.get(keyword));
    }

    Map<String, String> driverProperties() {
        return driverProperties;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Sets a keyword, over what was there; an empty value counts as not given, as with libpq. */
    void set(LibpqKeyword keyword, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            settings.put(keyword, value);
        }
    }

    /** Where no host is named, localhost is meant, and not a Unix socket. */
    void meanTcp() {
        meansTcp = true;
    }

    boolean meansTcp() {
        return meansTcp;
    }

    void driverProperty(String name, String value) {
        driverProperties.put(name, value);
    }

    void warn(String sentence) {
        warnings.add(sentence);
    }

    /** Takes a parameter under the name that libpq, or people, give it. */
    void parameter(String name, String value) {
        Optional<LibpqKeyword> known = LibpqKeyword.ofKeyword(name);
        if (known.isPresent()) {
            set(known.get(), value);
        } else if (name.equals("ssl") || name.equals("requiressl")) {
            boolean wanted = value.equals("true") || value.equals("1");
            set(LibpqKeyword.SSLMODE, wanted ? "require" : "disable");
        } else if (name.equals("currentSchema")) {
            set(LibpqKeyword.SEARCH_PATH, value);
        } else if (SERVER_SETTINGS.contains(name.toLowerCase(Locale.ROOT))) {
            addOption(name, value);
        } else if (name.startsWith("x-") || OF_OTHER_TOOLS.contains(name)) {
            warn("the parameter '" + name + "' of the database URL belongs to another tool and is ignored");
        } else if (!WITHOUT_EFFECT.contains(name)) {
            throw unknownParameter(name);
        }
    }

    private void addOption(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace(" ", "\\ ");
        String option = "-c " + name + "=" + escaped;
        settings.merge(LibpqKeyword.OPTIONS, option, (before, added) -> before + " " + added);
    }

    private static UsageException unknownParameter(String name) {
        UsageException refusal = new UsageException(
                "the database URL has a parameter that is not known: '" + Masking.PATTERNS.mask(name) + "'");
        refusal.next(
                name.equals("schema")
                        ? "write search_path=… to choose a schema"
                        : "parameters have libpq's names, such as sslmode, sslrootcert, search_path, options, "
                                + "application_name, connect_timeout, target_session_attrs, passfile");
        return refusal;
    }
}
