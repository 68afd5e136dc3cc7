package dev.aicli.migrate.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.MigrateException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a hook is told: as one line of JSON, which {@code docs/schema/hook-input.schema.json} describes, and the most of
 * it as variables.
 *
 * @param event what happens
 * @param stamp the run
 * @param databaseKind {@code postgresql} or {@code sqlite}
 * @param database its address, without a password
 * @param steps what the run is to do
 * @param step the step that it is about
 * @param results the steps that are done
 * @param failure what stopped the run
 */
record HookContext(
        HookEvent event,
        RunStamp stamp,
        String databaseKind,
        String database,
        List<Step> steps,
        Optional<Step> step,
        List<StepResult> results,
        Optional<MigrateException> failure) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int FORMAT = 1;

    /** A context in which nothing has happened yet. */
    HookContext(HookEvent event, RunStamp stamp, String databaseKind, String database, Plan plan) {
        this(event, stamp, databaseKind, database, plan.steps(), Optional.empty(), List.of(), Optional.empty());
    }

    HookContext with(Step about) {
        return new HookContext(event, stamp, databaseKind, database, steps, Optional.of(about), results, failure);
    }

    HookContext with(List<StepResult> done) {
        return new HookContext(event, stamp, databaseKind, database, steps, step, done, failure);
    }

    HookContext with(MigrateException stoppedBy) {
        return new HookContext(event, stamp, databaseKind, database, steps, step, results, Optional.of(stoppedBy));
    }

    /** {@return the variables, by name} */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AICLI_EVENT", event.key());
        variables.put("AICLI_RUN_ID", stamp.runId());
        variables.put("AICLI_TOOL_VERSION", stamp.toolVersion());
        variables.put("AICLI_OPERATOR", stamp.operator());
        variables.put("AICLI_DATABASE", database);
        variables.put("AICLI_DATABASE_KIND", databaseKind);
        stamp.backupId().ifPresent(id -> variables.put("AICLI_BACKUP_ID", id));
        stamp.release().ifPresent(release -> variables.put("AICLI_RELEASE", release));
        step.ifPresent(about -> {
            variables.put("AICLI_TRACK", about.subject().track());
            variables.put("AICLI_TARGET", about.subject().target());
            variables.put("AICLI_VERSION", about.migration().version().text());
            variables.put("AICLI_DESCRIPTION", about.migration().description());
            variables.put("AICLI_DIRECTION", about.direction().word());
        });
        failure.ifPresent(stopped -> {
            variables.put("AICLI_ERROR", String.valueOf(stopped.getMessage()));
            variables.put("AICLI_EXIT_CODE", Integer.toString(stopped.exitCode().number()));
        });
        return variables;
    }

    /** {@return the JSON document, without a line end} */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("event", event.key());
            json.writeStringField("runId", stamp.runId());
            json.writeStringField("toolVersion", stamp.toolVersion());
            json.writeStringField("operator", stamp.operator());
            if (stamp.release().isPresent()) {
                json.writeStringField("release", stamp.release().get());
            }
            if (stamp.backupId().isPresent()) {
                json.writeStringField("backupId", stamp.backupId().get());
            }
            json.writeObjectFieldStart("database");
            json.writeStringField("kind", databaseKind);
            json.writeStringField("address", database);
            json.writeEndObject();
            json.writeArrayFieldStart("steps");
            for (Step planned : steps) {
                json.writeStartObject();
                writeFields(planned, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (step.isPresent()) {
                json.writeObjectFieldStart("step");
                writeFields(step.get(), json);
                json.writeEndObject();
            }
            json.writeArrayFieldStart("results");
            for (StepResult result : results) {
                json.writeStartObject();
                writeFields(result.step(), json);
                json.writeNumberField("statements", result.statements());
                json.writeNumberField("durationMillis", result.durationMillis());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (failure.isPresent()) {
                json.writeObjectFieldStart("error");
                json.writeStringField("message", String.valueOf(failure.get().getMessage()));
                json.writeNumberField("exitCode", failure.get().exitCode().number());
                if (failure.get().nextStep().isPresent()) {
                    json.writeStringField("next", failure.get().nextStep().get());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeFields(Step step, JsonGenerator json) throws IOException {
        json.writeStringField("track", step.subject().track());
        json.writeStringField("target", step.subject().target());
        json.writeStringField("version", step.migration().version().text());
        json.writeStringField("description", step.migration().description());
        json.writeStringField("direction", step.direction().word());
    }
}
