package dev.aicli.migrate.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What history keeps of a step on a configuration file, beside what it keeps of any step. Free of values: what may be a
 * secret lies in the stash.
 *
 * @param from the file's version before the step
 * @param before SHA-256 of the file before the step
 * @param after SHA-256 of the file after the step
 * @param stash the file that the stash is in
 * @param line which line of it, from 0
 */
record StepData(Optional<String> from, String before, String after, String stash, int line) {
    private static final JsonFactory JSON = new JsonFactory();

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (from.isPresent()) {
                json.writeStringField("from", from.get());
            }
            json.writeStringField("before", before);
            json.writeStringField("after", after);
            json.writeStringField("stash", stash);
            json.writeNumberField("line", line);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** {@return the data of that text; empty when it is none of ours} */
    static Optional<StepData> read(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        String before = fields.get("before");
        String after = fields.get("after");
        String stash = fields.get("stash");
        String line = fields.get("line");
        if (before == null || after == null || stash == null || line == null || !line.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(
                new StepData(Optional.ofNullable(fields.get("from")), before, after, stash, Integer.parseInt(line)));
    }
}
