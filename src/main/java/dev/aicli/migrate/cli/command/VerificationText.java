package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.release.transition.Verification;

/** Shows whether an installation is again what it was. */
final class VerificationText {
    private VerificationText() {}

    static void write(JsonWriter json, Verification result) {
        json.flag("sound", result.sound());
        json.flag("schemaKnown", result.schemaKnown());
        SchemaDrift.write(json, result.drift());
        json.objects("files", result.files(), file -> {
            json.text("file", file.file());
            json.flag("same", file.same());
            json.text("expected", file.expected());
            json.text("found", file.found());
        });
        json.text("verifyHook", result.hook().map(MigrateException::getMessage));
    }

    static void print(TextOutput text, Verification result) {
        text.line("Verified  "
                + (result.sound()
                        ? text.style().green("as before")
                        : text.style().red("not as before")));
        String schema =
                result.drift().isEmpty() ? "as recorded" : result.drift().size() + " differences";
        text.line("  schema  " + (result.schemaKnown() ? schema : "never recorded, so not compared"));
        SchemaDrift.print(text, result.drift());
        result.files()
                .forEach(file -> text.line("  " + file.file() + "  "
                        + (file.same()
                                ? "the bytes from before"
                                : file.found().isPresent() ? "differs: edited since" : "missing")));
        result.hook().ifPresent(failure -> text.line("  verify hook  " + failure.getMessage()));
    }
}
