package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.engine.StepResult;

/** Writes the steps of a run as JSON. */
final class Steps {
    private Steps() {}

    static void write(JsonWriter json, Iterable<StepResult> results) {
        json.objects("steps", results, result -> {
            json.text("track", result.step().subject().track());
            json.text("target", result.step().subject().target());
            json.text("direction", result.step().direction().word());
            json.text("version", result.step().migration().version().text());
            json.text("description", result.step().migration().description());
            json.number("statements", result.statements());
            json.number("durationMillis", result.durationMillis());
            json.texts("warnings", result.warnings());
            json.texts("notices", result.notices());
        });
    }
}
