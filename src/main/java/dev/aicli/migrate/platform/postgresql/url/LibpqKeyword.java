package dev.aicli.migrate.platform.postgresql.url;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * libpq's connection keywords that mean something here, with the names that libpq's environment and pgjdbc have for
 * them. See "Parameter Key Words" and "Environment Variables" in PostgreSQL's manual.
 */
enum LibpqKeyword {
    HOST("host", "PGHOST", null),
    HOSTADDR("hostaddr", "PGHOSTADDR", null),
    PORT("port", "PGPORT", null),
    DBNAME("dbname", "PGDATABASE", null),
    USER("user", "PGUSER", "user"),
    PASSWORD("password", "PGPASSWORD", "password"),
    PASSFILE("passfile", "PGPASSFILE", null),
    /** Ours: a file that holds the password and nothing else. */
    PASSWORD_FILE("password_file", "AICLI_DATABASE_PASSWORD_FILE", null),
    SERVICE("service", "PGSERVICE", null),
    APPLICATION_NAME("application_name", "PGAPPNAME", "ApplicationName"),
    FALLBACK_APPLICATION_NAME("fallback_application_name", null, null),
    CONNECT_TIMEOUT("connect_timeout", "PGCONNECT_TIMEOUT", "connectTimeout"),
    OPTIONS("options", "PGOPTIONS", "options"),
    /** Ours, after pgjdbc's currentSchema. */
    SEARCH_PATH("search_path", null, "currentSchema"),
    SSLMODE("sslmode", "PGSSLMODE", "sslmode"),
    SSLROOTCERT("sslrootcert", "PGSSLROOTCERT", "sslrootcert"),
    SSLCERT("sslcert", "PGSSLCERT", "sslcert"),
    SSLKEY("sslkey", "PGSSLKEY", "sslkey"),
    SSLPASSWORD("sslpassword", null, "sslpassword"),
    SSLNEGOTIATION("sslnegotiation", "PGSSLNEGOTIATION", "sslNegotiation"),
    CHANNEL_BINDING("channel_binding", "PGCHANNELBINDING", "channelBinding"),
    REQUIRE_AUTH("require_auth", "PGREQUIREAUTH", "requireAuth"),
    GSSENCMODE("gssencmode", "PGGSSENCMODE", "gssEncMode"),
    KRBSRVNAME("krbsrvname", "PGKRBSRVNAME", "kerberosServerName"),
    TARGET_SESSION_ATTRS("target_session_attrs", "PGTARGETSESSIONATTRS", "targetServerType"),
    LOAD_BALANCE_HOSTS("load_balance_hosts", "PGLOADBALANCEHOSTS", "loadBalanceHosts"),
    KEEPALIVES("keepalives", null, "tcpKeepAlive");

    private final String keyword;
    private final @Nullable String variable;
    private final @Nullable String property;

    LibpqKeyword(String keyword, @Nullable String variable, @Nullable String property) {
        this.keyword = keyword;
        this.variable = variable;
        this.property = property;
    }

    /** {@return the name in a URL or a connection string} */
    String keyword() {
        return keyword;
    }

    /** {@return the environment variable that stands in where the URL is silent} */
    Optional<String> variable() {
        return Optional.ofNullable(variable);
    }

    /** {@return the name that pgjdbc has for it} */
    Optional<String> property() {
        return Optional.ofNullable(property);
    }

    static Optional<LibpqKeyword> ofKeyword(String name) {
        for (LibpqKeyword candidate : values()) {
            if (candidate.keyword.equals(name)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static Optional<LibpqKeyword> ofProperty(String name) {
        for (LibpqKeyword candidate : values()) {
            if (name.equals(candidate.property)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
