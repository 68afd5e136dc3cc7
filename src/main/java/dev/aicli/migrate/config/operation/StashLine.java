package dev.aicli.migrate.config.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A stash as JSON, as {@link StashJson} writes it, until it is written to a file. Its longest text is kept beside it: a
 * file's whole text most often, which the run holds anyway. It may hold secrets.
 */
public final class StashLine {
    private final String jsonWithoutText;
    private final int place;
    private final String text;

    private StashLine(String jsonWithoutText, int place, String text) {
        this.jsonWithoutText = jsonWithoutText;
        this.place = place;
        this.text = text;
    }

    /** {@return the line of a stash} */
    public static StashLine of(Stash stash) {
        String longest = longest(stash, "");
        Shortening writing = new Shortening(longest);
        try (JsonGenerator json = StashJson.FACTORY.createGenerator(writing.out)) {
            StashJson.write(json, stash, writing::value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StashLine(writing.out.toString(), writing.place, longest);
    }

    private static String longest(Stash stash, String longest) {
        String found = longest;
        for (String value : stash.values().values()) {
            found = value.length() > found.length() ? value : found;
        }
        for (Stash child : stash.children()) {
            found = longest(child, found);
        }
        return found;
    }

    /** Leaves a text out where it first stands, and remembers the place. */
    private static final class Shortening {
        private final String leftOut;
        private final StringWriter out = new StringWriter();
        private int place = -1;

        Shortening(String leftOut) {
            this.leftOut = leftOut;
        }

        void value(JsonGenerator json, Map.Entry<String, String> value) throws IOException {
            if (place >= 0 || leftOut.isEmpty() || !value.getValue().equals(leftOut)) {
                json.writeStringField(value.getKey(), value.getValue());
                return;
            }
            json.writeStringField(value.getKey(), "");
            json.flush();
            // Before the closing quotation mark.
            place = out.getBuffer().length() - 1;
        }
    }

    /** {@return the JSON, without a line feed} */
    public String json() {
        if (place < 0) {
            return jsonWithoutText;
        }
        char[] quoted = JsonStringEncoder.getInstance().quoteAsString(text);
        return new StringBuilder(jsonWithoutText.length() + quoted.length)
                .append(jsonWithoutText, 0, place)
                .append(quoted)
                .append(jsonWithoutText, place, jsonWithoutText.length())
                .toString();
    }

    /** Lengths only. */
    @Override
    public String toString() {
        return "StashLine[" + jsonWithoutText.length() + " and " + text.length() + " characters]";
    }
}
