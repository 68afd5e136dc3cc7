package dev.aicli.migrate.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a database holds: each table, column, index, function and so on by its name, with what there is to say of it,
 * and each table's number of rows. It is written when a backup is made, so that what comes back can be compared.
 *
 * <p>Expressions are left out (checks, views, defaults, predicates): the server writes them in another way once they
 * have been read again.
 */
public record Outline(SortedMap<String, String> entries) {
    /** The file's name in a backup. */
    static final String FILE = "outline.json";

    private static final JsonFactory JSON = new JsonFactory();
    private static final String ROWS = "rows of ";
    private static final int SHOWN = 10;

    public Outline {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** {@return the key under which a table's number of rows stands} */
    public static String rowsOf(String table) {
        return ROWS + table;
    }

    public PartFile write(Path folder) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
        return OwnerOnly.write(new ByteArrayInputStream(text.toByteArray()), folder, FILE);
    }

    /** {@return the outline that lies in a backup's folder} */
    static Outline read(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(FILE));
                JsonParser json = JSON.createParser(in)) {
            json.nextToken();
            TreeMap<String, String> entries = new TreeMap<>();
            JsonFields.read(json).values().forEach((key, value) -> entries.put(key, String.valueOf(value)));
            return new Outline(entries);
        }
    }

    /** {@return how many tables it has the number of rows of} */
    long tables() {
        return entries.keySet().stream().filter(key -> key.startsWith(ROWS)).count();
    }

    /** {@return the rows of all tables} */
    long rows() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(ROWS))
                .mapToLong(entry -> Long.parseLong(entry.getValue()))
                .sum();
    }

    /** {@return where what was found differs from this, each a short sentence; beyond a few, only how many more} */
    List<String> differences(Outline found) {
        List<String> differences = new ArrayList<>();
        entries.forEach((key, expected) -> {
            String present = found.entries.get(key);
            if (present == null) {
                differences.add(key + " is missing");
            } else if (!present.equals(expected)) {
                differences.add(key + " is '" + present + "' instead of '" + expected + "'");
            }
        });
        found.entries.keySet().stream()
                .filter(key -> !entries.containsKey(key))
                .forEach(key -> differences.add(key + " was not there when the backup was made"));
        if (differences.size() <= SHOWN) {
            return differences;
        }
        List<String> shown = new ArrayList<>(differences.subList(0, SHOWN));
        shown.add("and " + (differences.size() - SHOWN) + " more");
        return shown;
    }
}
