package dev.aicli.migrate.backup;

import java.util.Locale;

/** When a hook runs. */
public enum HookEvent {
    BEFORE_RUN,
    BEFORE_BACKUP,
    BEFORE_STEP,
    AFTER_STEP,
    AFTER_RUN,
    ON_FAILURE,
    VERIFY;

    /** {@return the key in the project file} */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
