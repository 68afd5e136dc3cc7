package dev.aicli.migrate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The published JSON Schemas, to hold documents to. */
final class JsonSchemas {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** They tell of a database, and read no history. All others say where they found it. */
    private static final Set<String> WITHOUT_HISTORY = Set.of("db create", "db drop", "backup restore");

    private final JsonSchema schema;

    private JsonSchemas(JsonSchema schema) {
        this.schema = schema;
    }

    static JsonSchemas load(String name) {
        try {
            JsonNode content = MAPPER.readTree(Files.readString(Path.of("docs", "schema", name)));
            return new JsonSchemas(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the text as JSON} Fails when it is anything but one document. */
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not one JSON document: " + text, e);
        }
    }

    static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** {@return what is wrong with the document} */
    List<String> faults(JsonNode document) {
        Stream<String> faults = schema.validate(document).stream().map(ValidationMessage::getMessage);
        boolean silent = document.path("data").has("database")
                && !document.path("data").has("historySchema")
                && !WITHOUT_HISTORY.contains(document.path("command").asText());
        return Stream.concat(faults, silent ? Stream.of("historySchema is missing") : Stream.of())
                .toList();
    }
}
