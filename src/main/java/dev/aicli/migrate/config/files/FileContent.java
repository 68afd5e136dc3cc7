package dev.aicli.migrate.config.files;

import dev.aicli.migrate.config.document.TextPosition;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.ValidationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What a configuration file held when it was read.
 *
 * @param sha256 over its bytes, lower-case hexadecimal
 */
public record FileContent(ConfigTarget target, String text, String sha256) {
    /**
     * Reads a file.
     *
     * @throws dev.aicli.migrate.model.UsageException when it is no ordinary file, too large, or not readable
     * @throws ValidationException when it is not UTF-8
     */
    public static FileContent read(ConfigTarget target) {
        byte[] bytes = bytes(target);
        return new FileContent(target, decode(target.name(), bytes), Sha256.of(bytes));
    }

    private static byte[] bytes(ConfigTarget target) {
        String name = target.name();
        try {
            // Opening a FIFO would wait for somebody to write into it.
            BasicFileAttributes attributes = Files.readAttributes(target.path(), BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw FileFaults.refused(
                        name,
                        attributes.isDirectory() ? "is a folder, not a file" : "is no ordinary file",
                        "name configuration files in the project file, or globs of them");
            }
            try (InputStream in = Files.newInputStream(target.path())) {
                byte[] bytes =
                        attributes.size() > FileLimits.MAX_FILE_SIZE ? null : in.readNBytes(FileLimits.MAX_FILE_SIZE);
                if (bytes == null || in.read() >= 0) {
                    throw FileFaults.refused(
                            name,
                            "is larger than " + (FileLimits.MAX_FILE_SIZE >> 20) + " MiB",
                            "a configuration file of that size is not migrated: take it out of the project file");
                }
                return bytes;
            }
        } catch (IOException e) {
            throw FileFaults.unreadable(name, e);
        }
    }

    /** Only what decodes without loss can be written back as it was. */
    private static String decode(String name, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(buffer)
                    .toString();
        } catch (CharacterCodingException e) {
            String before = new String(bytes, 0, buffer.position(), StandardCharsets.UTF_8);
            TextPosition place = TextPosition.at(before, before.length());
            throw new ValidationException(name + " is not UTF-8", e)
                    .at(new SourceLocation(name, place.line(), place.column()))
                    .next("convert it to UTF-8, with `iconv` for instance");
        }
    }

    /** The text may hold secrets. */
    @Override
    public String toString() {
        return "FileContent[" + target.name() + "]";
    }
}
