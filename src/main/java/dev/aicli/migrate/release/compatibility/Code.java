package dev.aicli.migrate.release.compatibility;

/**
 * The names of the rules. They are a public promise: pipelines look for them. Each has its page,
 * {@code docs/compatibility/CODE.md}.
 */
public enum Code {
    RELEASE_PATH,
    INSTALLED_RELEASE,
    MIGRATION_FILES,
    MANIFEST_VERSIONS,
    PARTIAL_STATE,
    CHECKSUMS,
    MIGRATION_ORDER,
    CONFIG_PARSES,
    CONFIG_MIGRATES,
    DATABASE_VERSION,
    WRITABLE,
    EXTENSIONS,
    PRIVILEGES,
    LONG_TRANSACTIONS,
    LOCKS,
    REPLICATION_LAG,
    BACKUP_TOOL,
    DISK_SPACE,
    PROGRAMS,
    ENVIRONMENT,
    HEALTH,
    REDIS_VERSION,
    WAY_BACK,
    SCHEMA_TRIAL
}
