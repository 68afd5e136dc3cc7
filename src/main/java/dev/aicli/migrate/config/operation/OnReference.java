package dev.aicli.migrate.config.operation;

/** What becomes of values that refer to a variable whose name goes. */
public enum OnReference {
    /** They refer to its new name. */
    FOLLOW,
    /** Nothing changes, and they are named. */
    STOP,
    /** They stay as they are, and are named. */
    LEAVE;

    /** Reads {@code references}; only a renamed variable can be followed. */
    static OnReference read(Arguments arguments, boolean renamed) {
        OnReference otherwise = renamed ? FOLLOW : STOP;
        OnReference read = arguments.choice("references", OnReference.class, otherwise);
        if (read == FOLLOW && !renamed) {
            arguments.problem("references", "there is no new name to follow: 'stop' or 'leave'");
        }
        return read;
    }
}
