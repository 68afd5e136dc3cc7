package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.schema.LockOutlook;
import dev.aicli.migrate.schema.sql.LockMode;

/** The locks that a plan is going to take, as text and as JSON. */
final class LockText {
    private LockText() {}

    static void write(JsonWriter json, LockOutlook outlook) {
        json.flag("measured", outlook.measured());
        json.objects("tables", outlook.locks(), lock -> {
            json.text("version", lock.step().migration().version().text());
            json.number("line", lock.line());
            json.text("table", lock.table());
            json.text("mode", lock.mode());
            json.text("effect", LockMode.effectOf(lock.mode()));
        });
        json.texts("notes", outlook.notes());
    }

    static void print(TextOutput text, LockOutlook outlook) {
        if (outlook.locks().isEmpty() && outlook.notes().isEmpty()) {
            return;
        }
        text.line(
                "Locks     " + (outlook.measured() ? "as they were when it was tried" : "by the words of the scripts"));
        for (LockOutlook.PlannedLock lock : outlook.locks()) {
            text.line("  " + lock.table() + "  " + lock.mode() + ": " + LockMode.effectOf(lock.mode()) + " during "
                    + lock.step().migration().label() + " (line " + lock.line() + ")");
        }
        outlook.notes().forEach(note -> text.line("  " + note));
    }
}
