package dev.aicli.migrate.release.compatibility;

import java.util.List;

/** The ability of a kind of database to be asked for what only it has: roles, extensions, locks, replicas. */
public interface DatabaseRules {
    /** {@return the questions, in the order in which they are shown} Each is asked only when there is a database. */
    List<Rule> rules();
}
