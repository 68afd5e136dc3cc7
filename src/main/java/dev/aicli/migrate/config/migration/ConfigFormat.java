package dev.aicli.migrate.config.migration;

import java.util.Locale;
import java.util.Optional;

/** The formats of configuration files. */
public enum ConfigFormat {
    YAML,
    DOTENV;

    /**
     * {@return the format that a file's name says: {@code .yml} and {@code .yaml}, {@code .env}, {@code .env.local},
     * {@code prod.env}} Empty for all other names: to take another format for one of these ruins the file, or does
     * nothing to it.
     */
    public static Optional<ConfigFormat> of(String path) {
        String name = fileName(path);
        if (name.endsWith(".yml") || name.endsWith(".yaml")) {
            return Optional.of(YAML);
        }
        boolean dotenv = name.equals(".env") || name.startsWith(".env.") || name.endsWith(".env");
        return dotenv && !isJson(path) ? Optional.of(DOTENV) : Optional.empty();
    }

    /** {@return whether a file is JSON by its name} YAML readers take it, but what they would write is none. */
    public static boolean isJson(String path) {
        String name = fileName(path);
        return name.endsWith(".json") || name.endsWith(".jsonc") || name.endsWith(".json5");
    }

    private static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT);
    }
}
