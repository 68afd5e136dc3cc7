package dev.aicli.migrate.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), written as 64 lower-case hexadecimal digits. */
public final class Sha256 {
    /** A buffer this large reads big files at the disk's pace. */
    private static final int CHUNK = 1 << 16;

    private static final int SMALL = 1 << 13;

    /** There may be thousands of small files: looking for the algorithm takes as long as reading one of them. */
    private static final ThreadLocal<MessageDigest> OF_THREAD = ThreadLocal.withInitial(Sha256::digest);

    private Sha256() {}

    /** {@return a new digest, for what comes in pieces} */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return the digest of these bytes} */
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** {@return the digest of the text in UTF-8} */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return what has gone into the digest so far; it starts anew} */
    public static String of(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** {@return the digest of what can be read there, up to its end} */
    public static String of(InputStream in) throws IOException {
        MessageDigest digest = OF_THREAD.get();
        digest.reset();
        byte[] chunk = new byte[SMALL];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            digest.update(chunk, 0, read);
            if (read == SMALL) {
                chunk = new byte[CHUNK];
            }
        }
        return of(digest);
    }
}
