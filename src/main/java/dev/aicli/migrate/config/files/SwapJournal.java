package dev.aicli.migrate.config.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to undo a swap of files that was interrupted: JSON lines, the run first, then a line for each file. It
 * is written as a whole before the first file changes, and deleted when history has the run.
 */
record SwapJournal(String runId, List<Change> changes) {
    private static final String NAME = "journal.jsonl";
    private static final JsonFactory JSON = new JsonFactory();

    SwapJournal {
        changes = List.copyOf(changes);
    }

    /** Where a project's files really lie, by their names; an exception for what is none of them. */
    interface Places {
        Path of(String name) throws IOException;
    }

    /**
     * One file.
     *
     * @param name as shown: its path relative to the project's folder
     * @param path where it really lies
     * @param temporary the new content's place before it is renamed
     * @param before the former text
     * @param after SHA-256 of the new content
     */
    record Change(String name, Path path, Path temporary, String before, String after) {
        /** The text may hold secrets. */
        @Override
        public String toString() {
            return "Change[" + name + "]";
        }
    }

    static boolean exists(PrivateFolder folder) {
        return Files.exists(folder.resolve(NAME));
    }

    static Path place(PrivateFolder folder) {
        return folder.resolve(NAME);
    }

    void write(PrivateFolder folder) throws IOException {
        // Line by line: the texts of many files are not held twice.
        folder.write(
                NAME,
                () -> Stream.concat(
                                Stream.of(object(Map.of("run", runId))),
                                changes.stream().map(SwapJournal::line))
                        .iterator());
    }

    private static String line(Change change) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", change.name());
        fields.put("after", change.after());
        fields.put("before", change.before());
        return object(fields);
    }

    static void delete(PrivateFolder folder) throws IOException {
        Path journal = folder.resolve(NAME);
        Files.delete(journal);
        PrivateFolder.force(Optional.ofNullable(journal.getParent()).orElseThrow());
    }

    /**
     * {@return what a swap left that was interrupted} It names files only; where they lie, the project says.
     *
     * @throws IOException when it is damaged, or about a file that is none of the project's
     */
    static Optional<SwapJournal> read(PrivateFolder folder, Places places) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(folder.resolve(NAME), StandardCharsets.UTF_8)) {
            String runId = field(object(String.valueOf(reader.readLine())), "run");
            if (!StashFolder.isRunId(runId)) {
                throw new IOException("it is damaged");
            }
            List<Change> changes = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Map<String, String> fields = object(line);
                String name = field(fields, "name");
                Path path = places.of(name);
                Path temporary = Replacement.temporaryFor(path, runId);
                requireSame(name, fields.get("path"), path);
                requireSame(name, fields.get("temporary"), temporary);
                changes.add(new Change(name, path, temporary, field(fields, "before"), field(fields, "after")));
            }
            return Optional.of(new SwapJournal(runId, changes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Older versions wrote where a file lay; that counts only as far as it still does. */
    private static void requireSame(String name, @Nullable String written, Path present) throws IOException {
        if (written != null && !Path.of(written).equals(present)) {
            throw new IOException("it is about " + written + ", and the project's file " + name + " lies at " + present
                    + "; delete it when it was copied from another project");
        }
    }

    private static String field(Map<String, String> fields, String name) throws IOException {
        String value = fields.get(name);
        if (value == null) {
            throw new IOException("it has no " + name);
        }
        return value;
    }

    private static String object(Map<String, String> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Map<String, String> object(String line) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("an object expected");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            // The parser's own message quotes the text.
            throw new IOException("it is damaged");
        }
        return fields;
    }
}
