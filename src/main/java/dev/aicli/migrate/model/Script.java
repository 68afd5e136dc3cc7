package dev.aicli.migrate.model;

import java.io.IOException;
import java.io.InputStream;

/** The text of one direction of a migration, read from where it lies each time: it may be larger than memory. */
public interface Script {
    /** {@return the name to show, usually the path relative to the project} */
    String name();

    /** {@return the line of {@link #name()} on which this text begins, 1-based; more than 1 for a section of a file} */
    int firstLine();

    /** {@return the size of the text in bytes} */
    long size();

    /** Opens the text from its beginning. */
    InputStream open() throws IOException;

    /** {@return whether {@link #open} gives the very bytes that {@link #byteChecksum} is over} */
    default boolean isWholeFile() {
        return true;
    }

    /** {@return SHA-256 of the file's bytes, lower-case hexadecimal} */
    String byteChecksum() throws IOException;
}
