package dev.aicli.migrate.schema.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks that bytes are UTF-8 text: well-formed as in table 3-7 of the Unicode standard, and without NUL. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;

    private Utf8() {}

    /**
     * {@return the index of the first byte that is not part of a complete, valid character; {@code to} when there is
     * none} The rest is either invalid or only the beginning of a character: {@link #isTruncated} tells which.
     */
    static int validUntil(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            while (i + Long.BYTES <= to) {
                long eight = (long) LONGS.get(bytes, i);
                // A byte with its high bit set, or a zero byte (which borrows from its high bit).
                if (((eight | ((eight - LOW_BITS) & ~eight)) & HIGH_BITS) != 0) {
                    break;
                }
                i += Long.BYTES;
            }
            for (int end = Math.min(to, i + Long.BYTES); i < end; ) {
                int length = length(bytes, i, to);
                if (length <= 0) {
                    return i;
                }
                i += length;
            }
        }
        return to;
    }

    /** {@return whether the bytes are the beginning of a valid character that goes on after {@code to}} */
    static boolean isTruncated(byte[] bytes, int from, int to) {
        return length(bytes, from, to) == 0;
    }

    /** The length of the character, 0 when it is cut off by the end, -1 when it is invalid. */
    private static int length(byte[] bytes, int i, int to) {
        int lead = bytes[i];
        if (lead > 0) {
            return 1;
        }
        lead &= 0xff;
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0) {
            return -1;
        }
        for (int k = 1; k < length; k++) {
            if (i + k >= to) {
                return 0;
            }
            int next = bytes[i + k] & 0xff;
            int least = k > 1 ? 0x80 : lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
            int most = k > 1 ? 0xbf : lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
            if (next < least || next > most) {
                return -1;
            }
        }
        return length;
    }
}
