package dev.aicli.migrate.history;

/**
 * Who holds the migration lock, seen from outside.
 *
 * @param key names this holder, so that no other one is meant
 * @param description for a person
 * @param silentSeconds since its last sign of life
 * @param alive whether it is, as far as can be seen from here
 */
public record LockHolder(String key, String description, long silentSeconds, boolean alive) {
    public LockHolder {
        // Two clocks may differ.
        silentSeconds = Math.max(0, silentSeconds);
    }

    /** {@return who it is, and how long ago it gave a sign of life} */
    public String withSilence() {
        return description + ", last sign of life " + silentSeconds + " s ago";
    }
}
