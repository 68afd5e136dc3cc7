package dev.aicli.migrate.cli.output;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the members of a JSON document as they come, indented by two blanks. */
public final class JsonWriter implements AutoCloseable {
    private final JsonGenerator generator;

    /** A writer of one document in UTF-8, which leaves the stream open. */
    public JsonWriter(OutputStream stream) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try {
            generator = new JsonFactory().createGenerator(stream, JsonEncoding.UTF8);
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.setCharacterEscapes(new JsonEscapes());
            generator.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    private static void unchecked(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void text(String name, String value) {
        unchecked(() -> generator.writeStringField(name, value));
    }

    /** Writes {@code null} for what is absent: every member is always there. */
    public void text(String name, Optional<String> value) {
        value.ifPresentOrElse(present -> text(name, present), () -> nothing(name));
    }

    public void number(String name, long value) {
        unchecked(() -> generator.writeNumberField(name, value));
    }

    public void flag(String name, boolean value) {
        unchecked(() -> generator.writeBooleanField(name, value));
    }

    public void nothing(String name) {
        unchecked(() -> generator.writeNullField(name));
    }

    /** Writes an object; {@code members} writes what is in it. */
    public void object(String name, Runnable members) {
        unchecked(() -> generator.writeFieldName(name));
        object(members);
    }

    /** Writes the document's own object. */
    public void object(Runnable members) {
        unchecked(generator::writeStartObject);
        members.run();
        unchecked(generator::writeEndObject);
    }

    /** Writes an object, or {@code null} for what is absent. */
    public <T> void object(String name, Optional<T> value, Consumer<T> members) {
        value.ifPresentOrElse(present -> object(name, () -> members.accept(present)), () -> nothing(name));
    }

    /** Writes an array of objects. */
    public <T> void objects(String name, Iterable<T> values, Consumer<T> members) {
        unchecked(() -> generator.writeArrayFieldStart(name));
        for (T value : values) {
            object(() -> members.accept(value));
        }
        unchecked(generator::writeEndArray);
    }

    /** Writes an array of texts. */
    public void texts(String name, Iterable<String> values) {
        unchecked(() -> generator.writeArrayFieldStart(name));
        for (String value : values) {
            unchecked(() -> generator.writeString(value));
        }
        unchecked(generator::writeEndArray);
    }

    /** Ends the document with a line end. */
    @Override
    public void close() {
        unchecked(() -> {
            generator.writeRaw('\n');
            generator.close();
        });
    }
}
