package dev.aicli.migrate.schema.sql;

import org.jspecify.annotations.Nullable;

/** Tells the semicolons that end a statement from those inside it. */
public interface StatementNesting {
    /** A new statement begins. */
    void reset();

    /** The source's current token was added to the statement. */
    void token(TokenKind kind, StatementTokens tokens, SourceBuffer source);

    /** {@return whether a semicolon would end the statement now} */
    boolean endsAtSemicolon();

    /** {@return what is still open when the script ends; null when nothing is} */
    @Nullable
    Open open();

    /**
     * Something that was opened and not closed.
     *
     * @param start relative to the statement's start
     */
    record Open(int start, String sentence) {}
}
