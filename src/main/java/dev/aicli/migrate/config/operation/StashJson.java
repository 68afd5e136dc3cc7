package dev.aicli.migrate.config.operation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stash as JSON: {@code {"values": {…}, "children": […]}}. */
public final class StashJson {
    static final JsonFactory FACTORY = new JsonFactory();

    private StashJson() {}

    /** Writes a named text. */
    interface ValueWriter {
        void write(JsonGenerator json, Map.Entry<String, String> value) throws IOException;
    }

    public static String write(Stash stash) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, stash, (out, value) -> out.writeStringField(value.getKey(), value.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** {@return the stash of that text} Throws UncheckedIOException when it is none. */
    public static Stash read(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            return read(json);
        } catch (IOException e) {
            // The parser's own message quotes the text.
            throw new UncheckedIOException(new IOException("the stash is not readable"));
        }
    }

    static void write(JsonGenerator json, Stash stash, ValueWriter values) throws IOException {
        json.writeStartObject();
        if (!stash.values().isEmpty()) {
            json.writeObjectFieldStart("values");
            for (Map.Entry<String, String> value : stash.values().entrySet()) {
                values.write(json, value);
            }
            json.writeEndObject();
        }
        if (!stash.children().isEmpty()) {
            json.writeArrayFieldStart("children");
            for (Stash child : stash.children()) {
                write(json, child, values);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static Stash read(JsonParser json) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        List<Stash> children = new ArrayList<>();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("an object expected");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken start = json.nextToken();
            if (field.equals("values") && start == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    values.put(name, json.getText());
                }
            } else if (field.equals("children") && start == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    children.add(read(json));
                }
            } else {
                json.skipChildren();
            }
        }
        return new Stash(values, children);
    }
}
