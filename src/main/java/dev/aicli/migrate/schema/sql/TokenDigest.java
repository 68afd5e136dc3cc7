package dev.aicli.migrate.schema.sql;

import dev.aicli.migrate.model.Sha256;
import java.security.MessageDigest;

/**
 * The checksum of a script's tokens. Behind each token stands a NUL byte, which no script contains, and behind each
 * statement another; inline data count like one token. So different scripts never add up to the same bytes, except for
 * what shall not count: comments, blanks, and whether a line ends in CRLF or LF.
 */
final class TokenDigest {
    private static final int PIECE = 16 << 10;
    private static final int LARGE = 4 * PIECE;
    /** Enough for most scripts: what is larger has to be cleared for each. */
    private static final int SMALL = 1 << 10;

    private final MessageDigest sha256 = Sha256.digest();
    private byte[] buffer = new byte[SMALL];
    private int size;
    private boolean carriageReturn;

    void token(byte[] bytes, int from, int to) {
        add(bytes, from, to);
        end();
    }

    /** Ends a statement, or the inline data of which {@link #add} counted the parts. */
    void end() {
        makeRoomFor(2);
        if (carriageReturn) {
            buffer[size++] = '\r';
            carriageReturn = false;
        }
        buffer[size++] = 0;
    }

    void add(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i += PIECE) {
            addPiece(bytes, i, Math.min(to, i + PIECE));
        }
    }

    private void addPiece(byte[] bytes, int from, int to) {
        makeRoomFor(to - from + 1);
        byte[] target = buffer;
        int n = size;
        boolean pending = carriageReturn;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (pending && b != '\n') {
                target[n++] = '\r';
            }
            pending = b == '\r';
            if (!pending) {
                target[n++] = b;
            }
        }
        size = n;
        carriageReturn = pending;
    }

    private void makeRoomFor(int bytes) {
        if (size + bytes > buffer.length) {
            sha256.update(buffer, 0, size);
            size = 0;
            if (buffer.length < LARGE) {
                buffer = new byte[LARGE];
            }
        }
    }

    /** {@return the checksum in hexadecimal digits; nothing may be added any more} */
    String hex() {
        sha256.update(buffer, 0, size);
        return Sha256.of(sha256);
    }
}
