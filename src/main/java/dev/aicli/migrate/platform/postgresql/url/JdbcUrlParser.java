package dev.aicli.migrate.platform.postgresql.url;

import java.util.Map;
import java.util.Optional;

/**
 * {@code jdbc:postgresql:} URLs: libpq's form with pgjdbc's names for the parameters, and {@code //} left out at will.
 */
public final class JdbcUrlParser {
    private static final Map<String, String> SESSION_ATTRIBUTES = Map.of(
            "primary", "primary",
            "master", "primary",
            "secondary", "standby",
            "slave", "standby",
            "preferSecondary", "prefer-standby",
            "preferSlave", "prefer-standby",
            "any", "any");

    private JdbcUrlParser() {}

    public static GivenSettings parse(String url) {
        String rest = url.substring("jdbc:postgresql:".length());
        GivenSettings given = new GivenSettings();
        given.meanTcp();
        if (rest.startsWith("//")) {
            rest = rest.substring(2);
        } else if (!rest.startsWith("/")) {
            rest = "/" + rest;
        }
        LibpqUrlParser.parse(rest, given, (name, value) -> parameter(given, name, value));
        return given;
    }

    private static void parameter(GivenSettings given, String name, String value) {
        Optional<LibpqKeyword> keyword = LibpqKeyword.ofProperty(name);
        if (name.equals("ssl")) {
            // Not libpq's meaning of ssl=true: pgjdbc checks the certificate and the name.
            given.set(LibpqKeyword.SSLMODE, value.isEmpty() || Boolean.parseBoolean(value) ? "verify-full" : "disable");
        } else if (keyword.equals(Optional.of(LibpqKeyword.TARGET_SESSION_ATTRS))
                && SESSION_ATTRIBUTES.containsKey(value)) {
            given.set(LibpqKeyword.TARGET_SESSION_ATTRS, SESSION_ATTRIBUTES.get(value));
        } else if (keyword.equals(Optional.of(LibpqKeyword.LOAD_BALANCE_HOSTS))) {
            given.set(LibpqKeyword.LOAD_BALANCE_HOSTS, Boolean.parseBoolean(value) ? "random" : "disable");
        } else if (keyword.equals(Optional.of(LibpqKeyword.KEEPALIVES))) {
            given.set(LibpqKeyword.KEEPALIVES, Boolean.parseBoolean(value) ? "1" : "0");
        } else if (keyword.isPresent()) {
            given.set(keyword.get(), value);
        } else {
            // The driver passes over what it does not know.
            given.driverProperty(name, value);
        }
    }
}
