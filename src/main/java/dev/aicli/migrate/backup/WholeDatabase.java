package dev.aicli.migrate.backup;

/** The ability of a database to be made, and dropped, as a whole. Nobody who uses it is ever disconnected. */
public interface WholeDatabase {
    /** Makes it, empty. {@return whether it was not there} */
    boolean create();

    /** Drops it with all that is in it. {@return whether it was there} */
    boolean drop();
}
