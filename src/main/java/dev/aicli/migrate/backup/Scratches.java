package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;

/** Makes databases to try things in, each like the one that they are made after. */
public interface Scratches {
    /**
     * Makes one.
     *
     * @throws NoScratchException when there can be none
     */
    Scratch make(Cancellation cancellation) throws NoScratchException;

    /** {@return none, since none are wanted} */
    static Scratches notWanted() {
        return cancellation -> {
            throw new NoScratchException("none is wanted");
        };
    }
}
