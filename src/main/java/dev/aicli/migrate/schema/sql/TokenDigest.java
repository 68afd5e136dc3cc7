package dev.aicli.migrate.schema.sql;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksum of a script's tokens. What separates them begins with a NUL byte, which no script contains, so that
 * different tokens never add up to the same bytes. CRLF counts as LF.
 */
final class TokenDigest {
    private static final int PIECE = 16 << 10;

    private final MessageDigest sha256;
    private final byte[] buffer = new byte[4 * PIECE];
    private int size;
    private boolean carriageReturn;

    TokenDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void token(byte[] bytes, int from, int to) {
        add(bytes, from, to);
        separate('t');
    }

    void statementEnd() {
        separate('s');
    }

    /** Counts a part of inline data, of any length. */
    void data(byte[] bytes, int from, int to) {
        add(bytes, from, to);
    }

    void dataEnd() {
        separate('d');
    }

    private void add(byte[] bytes, int from, int to) {
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

    private void separate(char what) {
        makeRoomFor(3);
        if (carriageReturn) {
            buffer[size++] = '\r';
            carriageReturn = false;
        }
        buffer[size++] = 0;
        buffer[size++] = (byte) what;
    }

    private void makeRoomFor(int bytes) {
        if (size + bytes > buffer.length) {
            sha256.update(buffer, 0, size);
            size = 0;
        }
    }

    /** {@return the checksum in hexadecimal digits; nothing may be added any more} */
    String hex() {
        sha256.update(buffer, 0, size);
        return HexFormat.of().formatHex(sha256.digest());
    }
}
