package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;

/** Makes databases to try things in, each like the one that they are made after. */
public interface TemporaryDatabases {
    /**
     * Makes one.
     *
     * @throws NoTemporaryDatabaseException when there can be none
     */
    TemporaryDatabase make(Cancellation cancellation) throws NoTemporaryDatabaseException;

    /** {@return none, since none are wanted} */
    static TemporaryDatabases notWanted() {
        return cancellation -> {
            throw new NoTemporaryDatabaseException("none is wanted");
        };
    }
}
