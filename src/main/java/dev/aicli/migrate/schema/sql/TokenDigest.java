package dev.aicli.migrate.schema.sql;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksum of a script's tokens. What separates them begins with a NUL byte, which no script contains, so that
 * different tokens never add up to the same bytes. CRLF counts as LF.
 */
final class TokenDigest {
    private final MessageDigest sha256;
    private final byte[] buffer = new byte[64 << 10];
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
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (carriageReturn && b != '\n') {
                put('\r');
            }
            carriageReturn = b == '\r';
            if (!carriageReturn) {
                put(b);
            }
        }
    }

    private void separate(char what) {
        if (carriageReturn) {
            put('\r');
            carriageReturn = false;
        }
        put(0);
        put(what);
    }

    private void put(int b) {
        if (size == buffer.length) {
            sha256.update(buffer);
            size = 0;
        }
        buffer[size++] = (byte) b;
    }

    /** {@return the checksum in hexadecimal digits; nothing may be added any more} */
    String hex() {
        sha256.update(buffer, 0, size);
        return HexFormat.of().formatHex(sha256.digest());
    }
}
