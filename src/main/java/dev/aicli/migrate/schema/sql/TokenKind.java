package dev.aicli.migrate.schema.sql;

/** The kinds of tokens that splitting and classifying tell apart. */
public enum TokenKind {
    WORD,
    QUOTED_NAME,
    STRING,
    DOLLAR_STRING,
    NUMBER,
    PARAMETER,
    OPERATOR,
    OPEN_PAREN,
    CLOSE_PAREN,
    COMMA,
    DOT,
    SEMICOLON,
    LINE_COMMENT,
    BLOCK_COMMENT,
    /** A command to the database's own shell, up to the end of its line. */
    SHELL_COMMAND,
    END;

    public boolean isComment() {
        return this == LINE_COMMENT || this == BLOCK_COMMENT;
    }
}
