package dev.aicli.migrate.schema;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells of every piece that is read from a stream. */
final class CountedInput extends FilterInputStream {
    private final Runnable onRead;

    CountedInput(InputStream in, Runnable onRead) {
        super(in);
        this.onRead = onRead;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        onRead.run();
        return read;
    }
}
