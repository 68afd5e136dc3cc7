package dev.aicli.migrate.backup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, of the few shapes that our own files have. */
public record JsonFields(Map<String, Object> values) {
    public static JsonFields read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("an object is expected");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            Object value = value(json);
            if (value != null) {
                values.put(name, value);
            }
        }
        return new JsonFields(values);
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> read(json);
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    Object element = value(json);
                    if (element != null) {
                        elements.add(element);
                    }
                }
                yield elements;
            }
            default -> null;
        };
    }

    private <T> Optional<T> find(String name, Class<T> type) {
        Object value = values.get(name);
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    private <T> T require(String name, Class<T> type) throws IOException {
        return find(name, type).orElseThrow(() -> new IOException("'" + name + "' is missing"));
    }

    public String text(String name) throws IOException {
        return require(name, String.class);
    }

    public Optional<String> optionalText(String name) {
        return find(name, String.class);
    }

    long number(String name) throws IOException {
        return require(name, Long.class);
    }

    Optional<Long> optionalNumber(String name) {
        return find(name, Long.class);
    }

    Optional<JsonFields> optionalObject(String name) {
        return find(name, JsonFields.class);
    }

    public boolean flag(String name) throws IOException {
        return require(name, Boolean.class);
    }

    public Map<String, String> texts(String name) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : require(name, JsonFields.class).values().keySet()) {
            texts.put(key, require(name, JsonFields.class).text(key));
        }
        return texts;
    }

    List<JsonFields> objects(String name) throws IOException {
        List<JsonFields> objects = new ArrayList<>();
        for (Object element : require(name, List.class)) {
            if (!(element instanceof JsonFields fields)) {
                throw new IOException("'" + name + "' holds something else than objects");
            }
            objects.add(fields);
        }
        return objects;
    }
}
