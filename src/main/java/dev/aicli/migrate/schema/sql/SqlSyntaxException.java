package dev.aicli.migrate.schema.sql;

import java.io.IOException;

/**
 * A script that cannot be read as SQL text of its dialect: an unterminated quote, invalid UTF-8, a psql command, a
 * malformed directive. It is an {@link IOException} so that it also passes through the stream of inline COPY data.
 */
public final class SqlSyntaxException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient SourcePosition position;
    private final String sentence;

    /**
     * @param position where the trouble begins: for something unterminated, its opening place
     * @param sentence what is wrong and, where it helps, what to do about it
     */
    public SqlSyntaxException(SourcePosition position, String sentence) {
        super("line " + position.line() + ", column " + position.column() + ": " + sentence);
        this.position = position;
        this.sentence = sentence;
    }

    /** {@return where the trouble begins} */
    public SourcePosition position() {
        return position;
    }

    /** {@return what is wrong, without the place} */
    public String sentence() {
        return sentence;
    }
}
