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

    // Written out, since every command compares subjects, and what a record brings along is linked at its first use.
    @Override
    public boolean equals(Object other) {
        return other instanceof Subject subject && track.equals(subject.track) && target.equals(subject.target);
    }

    @Override
    public int hashCode() {
        return 31 * track.hashCode() + target.hashCode();
    }

    @Override
    public String toString() {
        return track + ":" + target;
    }
}
