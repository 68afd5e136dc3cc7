package dev.aicli.migrate.schema.sql;

import java.io.IOException;

/** Makes statements of tokens. */
final class StatementSplitter {
    /** Is told of what is read, while it is in the source's window. */
    interface Listener {
        /** The source's current token is part of a statement; comments are not. */
        default void token(TokenKind kind) {}

        /** The source's current token is a line comment. */
        default void lineComment() throws IOException {}
    }

    private final SourceBuffer source;
    private final SqlDialect dialect;
    private final SqlLexer lexer;
    private final StatementNesting nesting;
    private final StatementClassifier classifier;
    private final StatementTokens tokens;
    private final Listener listener;
    private final GooseBlocks goose;

    private long number;
    private SourcePosition start = new SourcePosition(1, 1, 0);
    private StatementTraits traits = StatementTraits.ORDINARY;
    private boolean terminated;
    private boolean backslashEscapes;

    StatementSplitter(SourceBuffer source, SqlDialect dialect, ScriptOptions options, Listener listener)
            throws IOException {
        this.source = source;
        this.dialect = dialect;
        this.lexer = dialect.lexer(source);
        this.nesting = dialect.nesting();
        this.classifier = dialect.classifier();
        this.tokens = new StatementTokens(source);
        this.listener = listener;
        this.goose = new GooseBlocks(options.gooseMarkers());
    }

    /**
     * Reads the next statement; the source keeps it until the next call.
     *
     * @return false when there is none
     */
    boolean next() throws IOException {
        tokens.clear();
        nesting.reset();
        terminated = false;
        backslashEscapes = lexer.backslashEscapes();
        source.endStatement();
        while (true) {
            TokenKind kind = lexer.next();
            if (kind == TokenKind.END) {
                goose.end();
                return source.inStatement() && finish();
            }
            if (kind == TokenKind.SEMICOLON && source.inStatement() && nesting.endsAtSemicolon()) {
                terminated = true;
                return finish();
            }
            if (kind == TokenKind.LINE_COMMENT) {
                listener.lineComment();
                if (goose.endsAt(source) && source.inStatement()) {
                    return finish();
                }
            } else if (kind == TokenKind.SHELL_COMMAND) {
                passShellCommand();
            } else if (kind != TokenKind.BLOCK_COMMENT && (kind != TokenKind.SEMICOLON || source.inStatement())) {
                add(kind);
            }
            if (!source.inStatement()) {
                source.endStatement();
            }
        }
    }

    private void add(TokenKind kind) throws SqlSyntaxException {
        if (kind == TokenKind.WORD) {
            String complaint = InvisibleCharacters.complaint(source.bytes, source.token, source.pos);
            if (complaint != null) {
                throw source.error(source.token, complaint);
            }
        }
        if (!source.inStatement()) {
            source.beginStatement();
            start = source.tokenPosition();
        }
        tokens.add(kind);
        nesting.token(kind, tokens, source);
        listener.token(kind);
    }

    private void passShellCommand() throws SqlSyntaxException {
        String command = source.tokenText();
        String refusal = dialect.refuse(command, source.inStatement());
        if (refusal != null) {
            throw source.error(source.token, refusal);
        }
    }

    private boolean finish() throws IOException {
        StatementNesting.Open open = nesting.open();
        if (open != null) {
            throw source.error(source.mark + open.start(), open.sentence());
        }
        source.checkLength(source.mark + tokens.end());
        number++;
        traits = classifier.classify(tokens);
        lexer.statementEnded(traits);
        return true;
    }

    long number() {
        return number;
    }

    SourcePosition start() {
        return start;
    }

    /** {@return whether a backslash escapes in the plain strings of the current statement} */
    boolean backslashEscapes() {
        return backslashEscapes;
    }

    StatementTraits traits() {
        return traits;
    }

    /** {@return the current statement's tokens} */
    StatementTokens tokens() {
        return tokens;
    }

    /** {@return the data behind the current statement, which is {@code COPY … FROM stdin}; its text is left behind} */
    InlineCopyData copyData() throws IOException {
        if (!terminated) {
            throw new SqlSyntaxException(start, "COPY … FROM stdin needs a semicolon, and its data in the lines below");
        }
        return new InlineCopyData(source);
    }

    String text() {
        return source.text(source.mark, source.mark + tokens.end());
    }
}
