package dev.aicli.migrate.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that are on their way: as many as were announced, or an exception. */
final class AnnouncedStream extends InputStream {
    private final InputStream in;
    private final long size;
    private long left;

    AnnouncedStream(InputStream in, long size) {
        this.in = in;
        this.size = size;
        this.left = size;
    }

    long size() {
        return size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(bytes, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the server closed the connection with " + left + " bytes to come");
        }
        left -= read;
        return read;
    }
}
