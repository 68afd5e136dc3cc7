package dev.aicli.migrate.schema.sql;

import java.util.List;

/** PostgreSQL's locks on tables, the weakest first, by the server's names of them ("Explicit Locking", 13.3.1). */
public enum LockMode {
    ROW_EXCLUSIVE("RowExclusiveLock", ""),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", ""),
    SHARE("ShareLock", "nobody else writes"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", "nobody else writes"),
    EXCLUSIVE("ExclusiveLock", "nobody else writes"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", "nobody else reads or writes");

    private final String serverName;
    private final String effect;

    LockMode(String serverName, String effect) {
        this.serverName = serverName;
        this.effect = effect;
    }

    /** {@return the server's name, as {@code pg_locks} shows it} */
    public String serverName() {
        return serverName;
    }

    /** {@return the server's names of the locks that cannot be held beside this one} Table 13.2 of the manual. */
    public List<String> conflicts() {
        return switch (this) {
            case ROW_EXCLUSIVE -> List.of("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock");
            case SHARE_UPDATE_EXCLUSIVE ->
                List.of(
                        "ShareUpdateExclusiveLock",
                        "ShareLock",
                        "ShareRowExclusiveLock",
                        "ExclusiveLock",
                        "AccessExclusiveLock");
            case SHARE ->
                List.of(
                        "RowExclusiveLock",
                        "ShareUpdateExclusiveLock",
                        "ShareRowExclusiveLock",
                        "ExclusiveLock",
                        "AccessExclusiveLock");
            case SHARE_ROW_EXCLUSIVE ->
                List.of(
                        "RowExclusiveLock",
                        "ShareUpdateExclusiveLock",
                        "ShareLock",
                        "ShareRowExclusiveLock",
                        "ExclusiveLock",
                        "AccessExclusiveLock");
            case EXCLUSIVE ->
                List.of(
                        "RowShareLock",
                        "RowExclusiveLock",
                        "ShareUpdateExclusiveLock",
                        "ShareLock",
                        "ShareRowExclusiveLock",
                        "ExclusiveLock",
                        "AccessExclusiveLock");
            case ACCESS_EXCLUSIVE ->
                List.of(
                        "AccessShareLock",
                        "RowShareLock",
                        "RowExclusiveLock",
                        "ShareUpdateExclusiveLock",
                        "ShareLock",
                        "ShareRowExclusiveLock",
                        "ExclusiveLock",
                        "AccessExclusiveLock");
        };
    }

    /** {@return what others cannot do meanwhile; empty when they read and write on} */
    public String effect() {
        return effect;
    }

    /**
     * {@return what others cannot do while a lock is held}
     *
     * @param serverName the lock's name in {@code pg_locks}
     */
    public static String effectOf(String serverName) {
        for (LockMode mode : values()) {
            if (mode.serverName.equals(serverName)) {
                return mode.effect;
            }
        }
        return "";
    }

    public LockMode atLeast(LockMode other) {
        return compareTo(other) < 0 ? other : this;
    }
}
