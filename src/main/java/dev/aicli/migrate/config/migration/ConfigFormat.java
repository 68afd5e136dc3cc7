package dev.aicli.migrate.config.migration;

/** The formats of configuration files. */
public enum ConfigFormat {
    YAML,
    DOTENV;

    /** {@return the format that a file's name says: {@code .env}, {@code .env.local}, {@code prod.env}; else YAML} */
    public static ConfigFormat of(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.equals(".env") || name.startsWith(".env.") || name.endsWith(".env") ? DOTENV : YAML;
    }
}
