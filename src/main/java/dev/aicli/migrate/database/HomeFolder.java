package dev.aicli.migrate.database;

import java.nio.file.Path;
import java.util.Map;

/** Where the user's own files lie: {@code .pgpass}, {@code .pg_service.conf}, the cache. */
public final class HomeFolder {
    private HomeFolder() {}

    /**
     * {@return {@code $HOME} as libpq, and so {@code pg_dump}, take it; the folder that the system's list of users has
     * where it is unset or empty}
     */
    public static Path of(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home", "") : home);
    }
}
