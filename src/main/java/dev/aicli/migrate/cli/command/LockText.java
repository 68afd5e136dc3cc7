package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.schema.PlannedLocks;
import dev.aicli.migrate.schema.sql.LockMode;

/** The locks that a plan is going to take, as text and as JSON. */
final class LockText {
    private LockText() {}

    static void write(JsonWriter json, PlannedLocks plannedLocks) {
        json.flag("measured", plannedLocks.measured());
        json.objects("tables", plannedLocks.locks(), lock -> {
            json.text("version", lock.step().migration().version().text());
            json.number("line", lock.line());
            json.text("table", lock.table());
            json.text("mode", lock.mode());
            json.text("effect", LockMode.effectOf(lock.mode()));
        });
        json.texts("notes", plannedLocks.notes());
    }

    static void print(TextOutput text, PlannedLocks plannedLocks) {
        if (plannedLocks.locks().isEmpty() && plannedLocks.notes().isEmpty()) {
            return;
        }
        text.line("Locks     "
                + (plannedLocks.measured() ? "as they were when it was tried" : "by the words of the scripts"));
        for (PlannedLocks.PlannedLock lock : plannedLocks.locks()) {
            text.line("  " + lock.table() + "  " + lock.mode() + ": " + LockMode.effectOf(lock.mode()) + " during "
                    + lock.step().migration().label() + " (line " + lock.line() + ")");
        }
        plannedLocks.notes().forEach(note -> text.line("  " + note));
    }
}
