package dev.aicli.migrate.schema.sql;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds, while a script is read, statements that cannot be in one transaction with what the script did before them. */
public interface TransactionBars {
    /** Where a database has no such statements. */
    TransactionBars NONE = new TransactionBars() {
        @Override
        public void token(TokenKind kind, SourceBuffer source) {
            // Nothing to remember.
        }

        @Override
        public @Nullable String statement(StatementTokens tokens, StatementKind kind, SourcePosition position) {
            return null;
        }
    };

    /** A token of the next statement. */
    void token(TokenKind kind, SourceBuffer source);

    /** {@return why the statement that has ended cannot run in a transaction with those before; null when it can} */
    @Nullable
    String statement(StatementTokens tokens, StatementKind kind, SourcePosition position) throws IOException;
}
