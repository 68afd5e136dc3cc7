package dev.aicli.migrate.config;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A text that is held in little memory. It may be secret. */
final class PackedText {
    private final byte[] packed;

    private PackedText(byte[] packed) {
        this.packed = packed;
    }

    static PackedText of(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(text.length() / 2 + 64);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        } finally {
            deflater.end();
        }
        return new PackedText(packed.toByteArray());
    }

    String text() {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
    }
}
