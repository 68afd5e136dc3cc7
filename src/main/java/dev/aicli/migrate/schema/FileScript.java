package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A script in a file: all of it, or the section that a format has found in it.
 *
 * @param path where it lies
 * @param name the path as shown
 * @param section which part of the file it is
 */
record FileScript(Path path, String name, Section section) implements Script {
    /**
     * Part of a file.
     *
     * @param from offset of its first byte
     * @param to offset behind its last byte; negative for the file's end
     * @param firstLine the number of the line that it begins on, and the preface with it
     * @param preface text read in place of what stands before {@code from} on that line
     */
    record Section(long from, long to, int firstLine, String preface) {
        static final Section WHOLE = new Section(0, -1, 1, "");

        boolean isWhole() {
            return from == 0 && to < 0 && preface.isEmpty();
        }
    }

    static FileScript whole(Path path, String name) {
        return new FileScript(path, name, Section.WHOLE);
    }

    @Override
    public int firstLine() {
        return section.firstLine();
    }

    @Override
    public boolean isWholeFile() {
        return section.isWhole();
    }

    @Override
    public long size() {
        if (section.to() >= 0) {
            return section.to() - section.from();
        }
        try {
            return Files.size(path) - section.from();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public InputStream open() throws IOException {
        InputStream in = stream();
        if (isWholeFile()) {
            return in;
        }
        in.skipNBytes(section.from());
        InputStream part = section.to() < 0 ? in : new BoundedInput(in, section.to() - section.from());
        InputStream preface = new ByteArrayInputStream(section.preface().getBytes(StandardCharsets.UTF_8));
        return new SequenceInputStream(preface, part);
    }

    /** The plain stream costs half of a channel; what it cannot open is left to the other to explain. */
    private InputStream stream() throws IOException {
        try {
            return new FileInputStream(path.toFile());
        } catch (FileNotFoundException e) {
            return Files.newInputStream(path);
        }
    }

    @Override
    public String byteChecksum() throws IOException {
        try (InputStream in = stream()) {
            return Sha256.of(in);
        }
    }
}
