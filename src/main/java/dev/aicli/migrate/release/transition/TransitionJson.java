package dev.aicli.migrate.release.transition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.aicli.migrate.backup.JsonFields;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A transition as one line of JSON. */
final class TransitionJson {
    private static final JsonFactory JSON = new JsonFactory();

    private TransitionJson() {}

    static String write(Transition transition) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("kind", transition.kind().word());
            json.writeStringField("runId", transition.runId());
            write("to", transition.to(), json);
            write("from", transition.before().release(), json);
            write("schema", transition.before().schema(), json);
            write("files", transition.before().files(), json);
            write("hashes", transition.before().hashes(), json);
            write("backupId", transition.backupId(), json);
            json.writeBooleanField("irreversible", transition.irreversible());
            write("reason", transition.reason(), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(String name, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static void write(String name, Map<String, String> values, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }

    /** {@return the transition that the text describes; empty when it describes none} */
    static Optional<Transition> read(String text, Instant at) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            JsonFields fields = JsonFields.read(json);
            return Optional.of(new Transition(
                    Transition.Kind.of(fields.text("kind")),
                    fields.text("runId"),
                    fields.optionalText("to"),
                    new InstallationState(
                            fields.optionalText("from"),
                            fields.optionalText("schema"),
                            fields.texts("files"),
                            fields.texts("hashes")),
                    fields.optionalText("backupId"),
                    fields.flag("irreversible"),
                    fields.optionalText("reason"),
                    at));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
