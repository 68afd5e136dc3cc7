package dev.aicli.migrate.schema.sql;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that gives only a few bytes at a time, as a pipe or a network may. */
final class Trickle extends FilterInputStream {
    private final int most;

    Trickle(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read(byte[] target, int off, int len) throws IOException {
        return super.read(target, off, Math.min(len, most));
    }
}
