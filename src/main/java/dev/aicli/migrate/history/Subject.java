package dev.aicli.migrate.history;

/**
 * What versions are counted for.
 *
 * @param track {@code schema}, {@code config} or {@code release}
 * @param target {@code database}, or the path of a configuration file
 */
public record Subject(String track, String target) {
    /** The ledger itself, for rows about its own format. */
    static final Subject LEDGER = new Subject("history", "ledger");

    @Override
    public String toString() {
        return track + ":" + target;
    }
}
