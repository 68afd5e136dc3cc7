package dev.aicli.migrate.model;

import java.util.Locale;

/** Forward to a newer version, or back to an older one. */
public enum Direction {
    UP,
    DOWN;

    /** {@return the word that commands, history and JSON use} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
