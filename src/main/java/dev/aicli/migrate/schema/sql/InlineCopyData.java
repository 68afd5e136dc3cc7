package dev.aicli.migrate.schema.sql;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The data that follow {@code COPY … FROM stdin} in a script, from the line below it up to the line that holds only
 * {@code \.}.
 */
final class InlineCopyData extends InputStream {
    private final SourceBuffer source;
    private final SourcePosition start;
    private boolean atLineStart = true;
    private boolean ended;

    /** @param source stands behind the statement's semicolon */
    InlineCopyData(SourceBuffer source) throws IOException {
        this.source = source;
        source.endStatement();
        passRestOfLine();
        this.start = source.tokenPosition();
    }

    private void passRestOfLine() throws IOException {
        byte b = source.at(0);
        while (b == ' ' || b == '\t' || b == '\r') {
            source.pos++;
            b = source.at(0);
        }
        boolean comment = b == '-' && source.at(1) == '-';
        if (b != '\n' && b != 0 && !comment) {
            throw source.error(
                    source.pos, "the data of COPY … FROM stdin begin in the line after it; nothing may follow here");
        }
        while (b != '\n' && b != 0) {
            source.pos++;
            b = source.at(0);
        }
        source.pos += b == '\n' ? 1 : 0;
        source.endStatement();
    }

    /** {@return where the data begin} */
    SourcePosition start() {
        return start;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int off, int len) throws IOException {
        Objects.checkFromIndexSize(off, len, target.length);
        if (len == 0) {
            return 0;
        }
        int n = inWindow(len);
        System.arraycopy(source.bytes, source.pos, target, off, n);
        pass(n);
        return n == 0 ? -1 : n;
    }

    /** Reads to the end of the data. */
    void skipRest() throws IOException {
        int n = inWindow(Integer.MAX_VALUE);
        while (n > 0) {
            pass(n);
            n = inWindow(Integer.MAX_VALUE);
        }
    }

    private void pass(int n) {
        source.pos += n;
        source.endStatement();
    }

    /** How many bytes of data are in the window, up to a limit; 0 at the end of the data. */
    private int inWindow(int most) throws IOException {
        if (ended) {
            return 0;
        }
        if (atLineStart && source.at(0) == '\\' && passEndMark()) {
            ended = true;
            return 0;
        }
        if (source.at(0) == 0) {
            throw new SqlSyntaxException(
                    start, "these data of COPY … FROM stdin have no end: a line with only \\. is missing");
        }
        byte[] b = source.bytes;
        int end = source.pos + Math.min(most, source.limit - source.pos);
        int i = source.pos;
        // Stop before a line that might be the end mark.
        while (i < end && !(b[i] == '\\' && i > source.pos && b[i - 1] == '\n')) {
            i++;
        }
        atLineStart = b[i - 1] == '\n';
        return i - source.pos;
    }

    private boolean passEndMark() throws IOException {
        if (source.at(1) != '.') {
            return false;
        }
        int length = source.at(2) == '\r' ? 3 : 2;
        byte end = source.at(length);
        if (end != '\n' && end != 0) {
            return false;
        }
        pass(length + (end == 0 ? 0 : 1));
        return true;
    }
}
