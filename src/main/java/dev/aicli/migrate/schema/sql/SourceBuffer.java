package dev.aicli.migrate.schema.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The window of a script that is in memory: the current statement and what was read ahead.
 *
 * <p>The lexers work on {@link #bytes} directly, for speed. Indices into it are valid until the next {@link #fill},
 * which may move everything; {@link #mark}, {@link #token} and {@link #pos} move along. Places within a statement are
 * therefore remembered relative to {@link #mark}. All bytes below {@link #limit} are checked UTF-8 without NUL.
 */
public final class SourceBuffer implements Closeable {
    /**
     * Nearly all scripts are small, and there may be thousands: a large buffer for each is time spent on clearing it.
     */
    private static final int INITIAL_SIZE = 8 << 10;

    private static final int USUAL_SIZE = 256 << 10;

    private final InputStream in;
    private final int maxStatementBytes;

    public byte[] bytes = new byte[INITIAL_SIZE];
    /** Where the current statement starts; between statements, not in use. */
    public int mark;
    /** Where the current token starts. */
    public int token;
    /** What is to be read next. */
    public int pos;
    /** The end of what may be read. */
    public int limit;

    private int filled;
    private boolean retaining;
    private boolean atEnd;
    /** The offset of {@code bytes[0]} in the stream. */
    private long base;

    // A place that was worked out; later ones start counting there.
    private int known;
    private long knownLine;
    private long knownColumn = 1;

    /** {@return a buffer over a text in memory} */
    public static SourceBuffer of(String text) throws IOException {
        return new SourceBuffer(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ScriptOptions.defaults());
    }

    public SourceBuffer(InputStream in, ScriptOptions options) throws IOException {
        this.in = in;
        this.maxStatementBytes = options.maxStatementBytes();
        this.knownLine = options.firstLine();
        skipByteOrderMark();
    }

    private void skipByteOrderMark() throws IOException {
        boolean mayBeMark = true;
        for (int i = 0; mayBeMark && i < 3; i++) {
            mayBeMark = at(i) == (byte) (0xEFBBBF >> (16 - 8 * i));
        }
        if (mayBeMark) {
            pos = 3;
            token = 3;
            known = 3;
        }
    }

    /** {@return the byte so far ahead of {@link #pos}, or 0, which never occurs in a script, beyond the end} */
    public byte at(int ahead) throws IOException {
        while (pos + ahead >= limit) {
            if (!fill()) {
                return 0;
            }
        }
        return bytes[pos + ahead];
    }

    /** From now on everything since the current token is kept. */
    public void beginStatement() {
        mark = token;
        retaining = true;
    }

    /** What was read may be forgotten. */
    void endStatement() {
        token = pos;
        retaining = false;
    }

    public boolean inStatement() {
        return retaining;
    }

    /**
     * Reads more.
     *
     * @return false at the end of the stream
     * @throws SqlSyntaxException where the bytes are not UTF-8 text, or too many have to be kept
     */
    boolean fill() throws IOException {
        if (!retaining) {
            mark = token;
        }
        if (limit - mark >= maxStatementBytes) {
            throw tooLong();
        }
        int before = limit;
        while (limit == before) {
            if (atEnd) {
                if (filled > limit) {
                    throw notText();
                }
                return false;
            }
            if (filled > limit && !Utf8.isTruncated(bytes, limit, filled)) {
                throw notText();
            }
            if (filled == bytes.length) {
                int moved = makeRoom();
                before -= moved;
            }
            int n = in.read(bytes, filled, bytes.length - filled);
            if (n < 0) {
                atEnd = true;
            } else {
                filled += n;
                limit = Utf8.validUntil(bytes, limit, filled);
            }
        }
        return true;
    }

    private int makeRoom() {
        int kept = filled - mark;
        int size = bytes.length;
        if (kept > size / 2) {
            size *= 2;
        } else if (kept < USUAL_SIZE / 2) {
            size = USUAL_SIZE;
        }
        know(mark);
        int moved = mark;
        if (size == bytes.length) {
            System.arraycopy(bytes, mark, bytes, 0, kept);
        } else {
            bytes = Arrays.copyOf(Arrays.copyOfRange(bytes, mark, filled), size);
        }
        base += moved;
        pos -= moved;
        token -= moved;
        limit -= moved;
        filled -= moved;
        known -= moved;
        mark = 0;
        return moved;
    }

    /** Moves the known place forward, so that what lies before can be forgotten. */
    private void know(int index) {
        SourcePosition position = positionAt(index);
        known = index;
        knownLine = position.line();
        knownColumn = position.column();
    }

    /** {@return the place of an index that is not before the current statement or token} */
    SourcePosition positionAt(int index) {
        if (index < known) {
            throw new IllegalStateException("that place was left behind");
        }
        long line = knownLine;
        int lineStart = -1;
        byte[] b = bytes;
        for (int i = known; i < index; i++) {
            if (b[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        long column = lineStart < 0 ? knownColumn : 1;
        for (int i = lineStart < 0 ? known : lineStart; i < index; i++) {
            // Bytes 10xxxxxx continue a character.
            if ((b[i] & 0xc0) != 0x80) {
                column++;
            }
        }
        return new SourcePosition(line, column, base + index);
    }

    /** {@return the place of the current token; a faster way for later ones, as counting starts from here} */
    SourcePosition tokenPosition() {
        know(token);
        return new SourcePosition(knownLine, knownColumn, base + token);
    }

    public String tokenText() {
        return text(token, pos);
    }

    /** {@return whether the current token, of the given kind, is a word, in any case} */
    public boolean isWord(TokenKind kind, String lowerCase) {
        return kind == TokenKind.WORD && StatementTokens.equalsIgnoreCase(bytes, token, pos, lowerCase);
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, UTF_8);
    }

    long bytesRead() {
        return base + pos;
    }

    SqlSyntaxException error(int index, String sentence) {
        return new SqlSyntaxException(positionAt(index), sentence);
    }

    void checkLength(int end) throws SqlSyntaxException {
        if (end - mark > maxStatementBytes) {
            throw tooLong();
        }
    }

    private SqlSyntaxException tooLong() {
        String limitText =
                maxStatementBytes % (1 << 20) == 0 ? (maxStatementBytes >> 20) + " MiB" : maxStatementBytes + " bytes";
        return error(
                mark,
                "this statement is longer than " + limitText
                        + ", the limit for one statement; is a quote, a parenthesis or a semicolon missing?");
    }

    private SqlSyntaxException notText() {
        int b = bytes[limit] & 0xff;
        if (b == 0) {
            return error(limit, "a NUL byte: SQL text cannot contain one; is the file UTF-16 or binary?");
        }
        return error(
                limit, String.format("byte 0x%02X is not valid UTF-8 here; save the file in the encoding UTF-8", b));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
