package dev.aicli.migrate.config.document.yaml;

/** What is read at most. Anything beyond is refused with a clear error rather than tried. */
public final class YamlLimits {
    /** Length of a file, in UTF-16 units. */
    public static final int MAX_LENGTH = 8 * 1024 * 1024;

    /** Collections inside each other. */
    public static final int MAX_DEPTH = 200;

    /** Aliases in a file. They are never expanded; the limit keeps the bookkeeping small. */
    public static final int MAX_ALIASES = 10_000;

    /** Length of a key, in UTF-16 units: YAML's own limit for a key without '?'. */
    public static final int MAX_KEY_LENGTH = 1024;

    private YamlLimits() {}
}
