package dev.aicli.migrate.schema.sql;

import java.io.IOException;

/** Makes tokens of bytes. A token is {@code source.bytes[source.token … source.pos)}. */
public abstract class SqlLexer {
    // What a byte may begin or continue.
    public static final int BLANK = 1;
    public static final int NAME_START = 2;
    public static final int NAME_PART = 4;
    public static final int DIGIT = 8;
    public static final int NUMBER_PART = 16;

    public final SourceBuffer source;
    private final byte[] classes;

    public SqlLexer(SourceBuffer source, byte[] classes) {
        this.source = source;
        this.classes = classes;
    }

    /** A table of byte classes that holds for every dialect: letters, digits, and bytes of non-ASCII characters. */
    protected static byte[] classes(String blanks, String moreNameParts) {
        var table = new byte[256];
        for (int c = 0; c < 256; c++) {
            boolean digit = c >= '0' && c <= '9';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
            boolean namePart = letter || digit || moreNameParts.indexOf(c) >= 0;
            boolean numberPart = digit || (letter && c < 0x80) || c == '.';
            table[c] = (byte) ((blanks.indexOf(c) >= 0 ? BLANK : 0)
                    | (letter ? NAME_START : 0)
                    | (namePart ? NAME_PART : 0)
                    | (digit ? DIGIT : 0)
                    | (numberPart ? NUMBER_PART : 0));
        }
        return table;
    }

    /** Reads the next token. */
    protected abstract TokenKind next() throws IOException;

    /** Is told what a finished statement was, for dialects whose statements change how later ones read. */
    protected void statementEnded(StatementTraits traits) {}

    /** {@return whether a backslash escapes in the plain strings that are read now} */
    protected boolean backslashEscapes() {
        return false;
    }

    protected final boolean is(int type, byte b) {
        return (classes[b & 0xff] & type) != 0;
    }

    /** Goes to the next token; false at the end. */
    protected final boolean skipBlanks() throws IOException {
        do {
            source.pos = skipWhile(BLANK);
            source.token = source.pos;
        } while (source.pos == source.limit && source.fill());
        return source.pos < source.limit;
    }

    private int skipWhile(int type) {
        byte[] b = source.bytes;
        byte[] table = classes;
        int i = source.pos;
        int end = source.limit;
        while (i < end && (table[b[i] & 0xff] & type) != 0) {
            i++;
        }
        return i;
    }

    /** Reads on while the bytes are of a type. */
    protected final void takeWhile(int type) throws IOException {
        do {
            source.pos = skipWhile(type);
        } while (source.pos == source.limit && source.fill());
    }

    /** Reads on up to, not including, a byte. False when it does not come. */
    protected final boolean takeUntil(byte stop) throws IOException {
        do {
            byte[] b = source.bytes;
            int i = source.pos;
            int end = source.limit;
            while (i < end && b[i] != stop) {
                i++;
            }
            source.pos = i;
            if (i < end) {
                return true;
            }
        } while (source.fill());
        return false;
    }

    /** Reads on up to, not including, either byte. False when neither comes. */
    protected final boolean takeUntil(byte stop, byte otherStop) throws IOException {
        do {
            byte[] b = source.bytes;
            int i = source.pos;
            int end = source.limit;
            while (i < end && b[i] != stop && b[i] != otherStop) {
                i++;
            }
            source.pos = i;
            if (i < end) {
                return true;
            }
        } while (source.fill());
        return false;
    }

    /** Reads something quoted, from behind its opening quote; the quote doubled stands for itself. */
    protected final void takeQuoted(char quote, String what) throws IOException {
        while (takeUntil((byte) quote)) {
            source.pos++;
            if (source.at(0) != quote) {
                return;
            }
            source.pos++;
        }
        throw unterminated(what, String.valueOf(quote));
    }

    protected final SqlSyntaxException unterminated(String what, String missing) {
        return source.error(source.token, "this " + what + " is never closed: " + missing + " is missing");
    }

    /** Reads a comment up to, not including, its line's end. */
    protected final TokenKind lineComment() throws IOException {
        takeUntil((byte) '\n');
        if (source.bytes[source.pos - 1] == '\r') {
            source.pos--;
        }
        return TokenKind.LINE_COMMENT;
    }

    /**
     * Reads a comment from its opening on.
     *
     * @param nests whether comments stand in one another, and have to be closed
     */
    protected final TokenKind blockComment(boolean nests) throws IOException {
        SourcePosition opening = null;
        source.pos += 2;
        int depth = 1;
        while (true) {
            byte[] b = source.bytes;
            int i = source.pos;
            int end = source.limit - 1;
            while (i < end && depth > 0) {
                if (b[i] == '*' && b[i + 1] == '/') {
                    depth--;
                    i += 2;
                } else if (nests && b[i] == '/' && b[i + 1] == '*') {
                    depth++;
                    i += 2;
                } else {
                    i++;
                }
            }
            source.pos = i;
            if (depth == 0) {
                return TokenKind.BLOCK_COMMENT;
            }
            if (!source.inStatement()) {
                // A comment between statements need not be kept, however long it is.
                opening = opening == null ? source.tokenPosition() : opening;
                source.token = i;
            }
            if (!source.fill()) {
                if (nests) {
                    throw opening == null
                            ? unterminated("comment", "*/")
                            : new SqlSyntaxException(opening, "this comment is never closed: */ is missing");
                }
                source.pos = source.limit;
                return TokenKind.BLOCK_COMMENT;
            }
        }
    }

    protected final TokenKind single(TokenKind kind) {
        source.pos++;
        return kind;
    }
}
