package dev.aicli.migrate.backup;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A snapshot file of Redis, as far as it tells of itself: {@code REDIS} and a version, facts such as the time at which
 * it was made, the data, an end mark, and a CRC-64 over all of it. Only its beginning and its checksum are read
 * (source: rdb.c and crc64.c of Redis).
 *
 * @param version of the format
 * @param madeAt in seconds since 1970, by the server's clock; empty where it does not say
 */
record RdbFile(Path file, int version, Optional<Long> madeAt) {
    private static final String MAGIC = "REDIS";
    private static final int AUXILIARY = 0xFA;
    private static final int END = 0xFF;
    private static final int TRAILER = 9;
    private static final int BUFFER = 1 << 16;
    /** The polynomial of Jones, reflected. */
    private static final long POLYNOMIAL = 0x95AC9329AC4BC9B5L;

    private static final long[] TABLE = table();

    /** Reads the beginning of a file. */
    static RdbFile read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            String head = new String(in.readNBytes(MAGIC.length() + 4), StandardCharsets.ISO_8859_1);
            if (!head.matches(MAGIC + "[0-9]{4}")) {
                throw new IOException("it is no snapshot of Redis");
            }
            Optional<Long> madeAt = Optional.empty();
            while (in.readUnsignedByte() == AUXILIARY) {
                String key = text(in);
                String value = text(in);
                if (key.equals("ctime")) {
                    madeAt = Optional.of(Long.parseLong(value));
                }
            }
            return new RdbFile(file, Integer.parseInt(head.substring(MAGIC.length())), madeAt);
        } catch (NumberFormatException | EOFException e) {
            throw new IOException("it is no whole snapshot of Redis", e);
        }
    }

    /** Short texts and whole numbers are all that the facts at the beginning are. */
    private static String text(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        return switch (first) {
            case 0xC0 -> Integer.toString(in.readByte());
            case 0xC1 -> Integer.toString(Short.reverseBytes(in.readShort()));
            case 0xC2 -> Integer.toString(Integer.reverseBytes(in.readInt()));
            default -> {
                int length = first < 0x40 ? first : (first & 0x3F) << 8 | in.readUnsignedByte();
                if (first >= 0x80) {
                    throw new IOException("its beginning cannot be read");
                }
                yield new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
        };
    }

    /** {@return what is wrong with its end or its checksum; empty when it is whole} */
    Optional<String> fault() throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long covered = channel.size() - Long.BYTES;
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
            channel.position(channel.size() - TRAILER);
            buffer.limit(TRAILER);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // A channel may give less than it is asked for.
            }
            if ((buffer.get(0) & 0xFF) != END) {
                return Optional.of(file.getFileName() + " has no end: it is not whole");
            }
            long expected = buffer.getLong(1);
            // A server that computes none writes zero.
            return expected == 0 || expected == checksum(channel, covered)
                    ? Optional.empty()
                    : Optional.of(file.getFileName() + " does not fit its own checksum");
        }
    }

    private static long checksum(SeekableByteChannel channel, long length) throws IOException {
        channel.position(0);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long crc = 0;
        long left = length;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(BUFFER, left));
            int read = channel.read(buffer);
            if (read < 0) {
                throw new EOFException("it became shorter");
            }
            crc = update(crc, buffer.array(), read);
            left -= read;
        }
        return crc;
    }

    /** {@return the checksum after more bytes} */
    static long update(long crc, byte[] bytes, int length) {
        long updated = crc;
        for (int i = 0; i < length; i++) {
            updated = TABLE[(int) (updated ^ bytes[i]) & 0xFF] ^ (updated >>> 8);
        }
        return updated;
    }

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
            }
            table[i] = crc;
        }
        return table;
    }
}
