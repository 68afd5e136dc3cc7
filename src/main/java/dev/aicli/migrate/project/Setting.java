package dev.aicli.migrate.project;

import java.util.Optional;

/** A value that an option or an environment variable may give in place of the project file. */
public enum Setting {
    DATABASE_URL("--database-url", "AICLI_DATABASE_URL"),
    MIGRATIONS("--migrations", "AICLI_MIGRATIONS"),
    EXCLUDE("--exclude", "AICLI_EXCLUDE"),
    LOCK_TIMEOUT("--lock-timeout", "AICLI_LOCK_TIMEOUT"),
    LOCK_RETRIES("--lock-retries", "AICLI_LOCK_RETRIES"),
    STATEMENT_TIMEOUT("--statement-timeout", "AICLI_STATEMENT_TIMEOUT"),
    LOCK_WAIT("--lock-wait", "AICLI_LOCK_WAIT"),
    LOCK_LEASE("--lock-lease", "AICLI_LOCK_LEASE"),
    TRANSACTION("--transaction", "AICLI_TRANSACTION"),
    HISTORY_SCHEMA("--history-schema", "AICLI_HISTORY_SCHEMA"),
    HISTORY_PREFIX("--history-prefix", "AICLI_HISTORY_PREFIX"),
    CONFIG_MIGRATIONS("--config-migrations", "AICLI_CONFIG_MIGRATIONS"),
    RELEASES("--releases", "AICLI_RELEASES"),
    BACKUP_DIRECTORY("--backup-directory", "AICLI_BACKUP_DIRECTORY"),
    BACKUP_MAX_SIZE("--backup-max-size", "AICLI_BACKUP_MAX_SIZE");

    private final String option;
    private final String variable;

    Setting(String option, String variable) {
        this.option = option;
        this.variable = variable;
    }

    /** {@return the option's long name} */
    public String option() {
        return option;
    }

    /** {@return the environment variable's name} */
    public String variable() {
        return variable;
    }

    /** {@return the setting whose option has that name} */
    public static Optional<Setting> ofOption(String option) {
        for (Setting setting : values()) {
            if (setting.option.equals(option)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }
}
