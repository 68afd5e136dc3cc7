package dev.aicli.migrate.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A manifest as JSON; {@code docs/schema/backup-manifest.schema.json} describes it. Unknown fields are passed over. */
public final class ManifestJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ManifestJson() {}

    static void write(Manifest manifest, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
            write(manifest, json);
        }
    }

    /** Writes a manifest as one object into a larger document. */
    public static void write(Manifest manifest, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", Manifest.FORMAT);
        json.writeStringField("id", manifest.id().text());
        json.writeStringField("createdAt", manifest.createdAt().toString());
        json.writeStringField("reason", manifest.reason().word());
        if (manifest.runId().isPresent()) {
            json.writeStringField("runId", manifest.runId().get());
        }
        if (manifest.release().isPresent()) {
            json.writeStringField("release", manifest.release().get());
        }
        if (manifest.home().isPresent()) {
            Home home = manifest.home().get();
            json.writeObjectFieldStart("belongsTo");
            json.writeStringField("project", home.project());
            json.writeStringField("database", home.database());
            json.writeStringField("address", home.address());
            json.writeEndObject();
        }
        json.writeNumberField("sequence", manifest.sequence());
        writeTexts("versions", manifest.versions(), json);
        json.writeBooleanField("schemaOnly", manifest.schemaOnly());
        json.writeStringField("toolVersion", manifest.toolVersion());
        json.writeNumberField("durationMillis", manifest.durationMillis());
        json.writeArrayFieldStart("parts");
        for (Part part : manifest.parts()) {
            write(part, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(Part part, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", part.name());
        json.writeStringField("kind", part.kind().word());
        json.writeStringField("source", part.source());
        writeTexts("facts", part.facts(), json);
        json.writeArrayFieldStart("files");
        for (PartFile file : part.files()) {
            json.writeStartObject();
            json.writeStringField("path", file.path());
            json.writeNumberField("size", file.size());
            json.writeStringField("sha256", file.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void writeTexts(String name, Map<String, String> texts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    /**
     * {@return the manifest that the stream holds}
     *
     * @throws IOException when it holds none, or one of a format that this program does not know
     */
    static Manifest read(InputStream in) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            json.nextToken();
            JsonFields fields = JsonFields.read(json);
            long format = fields.number("format");
            if (format != Manifest.FORMAT) {
                throw new IOException("manifest of format " + format + "; this program knows " + Manifest.FORMAT);
            }
            List<Part> parts = new ArrayList<>();
            for (JsonFields part : fields.objects("parts")) {
                parts.add(part(part));
            }
            return new Manifest(
                    new BackupId(fields.text("id")),
                    Instant.parse(fields.text("createdAt")),
                    Manifest.Reason.of(fields.text("reason")),
                    fields.optionalText("runId"),
                    fields.optionalText("release"),
                    fields.texts("versions"),
                    fields.flag("schemaOnly"),
                    fields.text("toolVersion"),
                    parts,
                    home(fields),
                    fields.optionalNumber("sequence").orElse(0L),
                    fields.number("durationMillis"));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("not a manifest: " + e.getMessage(), e);
        }
    }

    private static Optional<Home> home(JsonFields fields) throws IOException {
        Optional<JsonFields> home = fields.optionalObject("belongsTo");
        return home.isEmpty()
                ? Optional.empty()
                : Optional.of(new Home(
                        home.get().text("project"),
                        home.get().text("database"),
                        home.get().text("address")));
    }

    private static Part part(JsonFields part) throws IOException {
        List<PartFile> files = new ArrayList<>();
        for (JsonFields file : part.objects("files")) {
            files.add(new PartFile(file.text("path"), file.number("size"), file.text("sha256")));
        }
        return new Part(
                part.text("name"), new Part.Kind(part.text("kind")), part.text("source"), files, part.texts("facts"));
    }
}
