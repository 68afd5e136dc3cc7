package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.PartialMigration;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.model.PartialStateException;

/** What is said of a migration that is applied in part. */
public final class Partials {
    private Partials() {}

    /** {@return one sentence: which migration, how far it came, and why it stopped} */
    public static String describe(PartialMigration partial) {
        Entry entry = partial.row().entry();
        String name = entry.scriptName().orElse("version " + partial.version());
        String part = name + " is applied in part (" + partial.direction().word();
        // A run that did not end has not recorded how far it came.
        return entry.status() == Status.RUNNING
                ? part + "): its run ended without a word, or is still going on"
                : part + ", " + entry.statements().done() + " of "
                        + entry.statements().total() + " statements): "
                        + entry.error().orElse("its run failed");
    }

    /** {@return what to stop with} */
    public static PartialStateException exception(PartialMigration partial) {
        PartialStateException exception = new PartialStateException(describe(partial));
        exception
                .detail("version", partial.version().text())
                .next("remove the cause, then `migrate resume` goes on where it stopped; or put the database right by"
                        + " hand and declare its version with `migrate force --version V`");
        return exception;
    }
}
