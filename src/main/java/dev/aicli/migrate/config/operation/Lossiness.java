package dev.aicli.migrate.config.operation;

/** What the way back of an operation needs. */
public enum Lossiness {
    /** Nothing but the file. */
    INVERTIBLE,
    /** What the way up put into the stash. */
    STASHED,
    /** There is none. */
    IRREVERSIBLE;

    /** {@return the worse of the two} */
    public Lossiness and(Lossiness other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
