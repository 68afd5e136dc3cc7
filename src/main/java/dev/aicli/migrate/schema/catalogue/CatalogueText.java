package dev.aicli.migrate.schema.catalogue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A catalogue as a column holds it: Base64 of the zlib-compressed UTF-8 text of one line an object, its kind, name,
 * table and definition parted by tabs; in them a backslash, a tab and a line end are written as in Java.
 */
final class CatalogueText {
    private CatalogueText() {}

    static String write(Catalogue catalogue) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            for (CatalogueObject object : catalogue.objects()) {
                String line = String.join(
                        "\t",
                        escaped(object.kind()),
                        escaped(object.name()),
                        escaped(object.table().orElse("")),
                        escaped(object.definition()));
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException when it is something else
     */
    static Catalogue read(String text) throws IOException {
        List<CatalogueObject> objects = new ArrayList<>();
        try (InflaterInputStream in = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] fields = line.split("\t", -1);
                if (fields.length != 4) {
                    throw new IOException("a line without four fields");
                }
                String table = plain(fields[2]);
                objects.add(new CatalogueObject(
                        plain(fields[0]),
                        plain(fields[1]),
                        table.isEmpty() ? Optional.empty() : Optional.of(table),
                        plain(fields[3])));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("no Base64", e);
        }
        return new Catalogue(objects);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String plain(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escaped) {
                plain.append(unescaped(c));
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static char unescaped(char letter) {
        return switch (letter) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> letter;
        };
    }
}
