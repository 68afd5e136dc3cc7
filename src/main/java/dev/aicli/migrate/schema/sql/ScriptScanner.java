package dev.aicli.migrate.schema.sql;

import java.io.IOException;
import java.io.InputStream;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Passes over a script once, without executing it, and sums it up. */
public final class ScriptScanner {
    private static final int EXCERPT_LINES = 3;

    private final SourceBuffer source;
    private final StatementSplitter splitter;
    private final DirectiveReader directives;
    private final TokenDigest digest = new TokenDigest();
    private final TransactionFollower transactions = new TransactionFollower();
    private final SqlDialect dialect;
    private final TransactionBars bars;
    private final SortedSet<String> sessionSettings = new TreeSet<>();

    private long preamble;
    private long epilogue;
    private boolean foreignKeysOff;
    private boolean harmless = true;
    private @Nullable TransactionObstacle obstacle;
    private @Nullable TransactionObstacle obstacleInEpilogue;
    private @Nullable TransactionObstacle ownTransactionObstacle;

    private ScriptScanner(InputStream in, SqlDialect dialect, ScriptOptions options) throws IOException {
        this.source = new SourceBuffer(in, options);
        this.dialect = dialect;
        this.bars = dialect.transactionBars();
        this.directives = new DirectiveReader(options.gooseMarkers());
        this.splitter = new StatementSplitter(source, dialect, options, new Listener());
    }

    /**
     * Reads a script to its end, and does not close the stream.
     *
     * @param in needs no buffering
     * @throws SqlSyntaxException if the text cannot be read as SQL, or one of its directives is not known
     * @throws IOException if the stream cannot be read
     */
    public static ScriptSummary scan(InputStream in, SqlDialect dialect, ScriptOptions options) throws IOException {
        return new ScriptScanner(in, dialect, options).scan();
    }

    private final class Listener implements StatementSplitter.Listener {
        @Override
        public void token(TokenKind kind) {
            digest.token(source.bytes, source.token, source.pos);
            bars.token(kind, source);
        }

        @Override
        public void lineComment() throws IOException {
            directives.comment(source, splitter.number() == 0 && !source.inStatement());
        }
    }

    private ScriptSummary scan() throws IOException {
        while (splitter.next()) {
            digest.end();
            statement();
            if (splitter.traits().kind() instanceof StatementKind.CopyFromStdin) {
                copyData();
            }
        }
        return new ScriptSummary(
                splitter.number(),
                source.bytesRead(),
                digest.hex(),
                directives.directives(),
                transactions.result(),
                preamble,
                epilogue,
                obstacle,
                ownTransactionObstacle,
                foreignKeysOff,
                harmless,
                sessionSettings);
    }

    private void statement() throws IOException {
        StatementTraits traits = splitter.traits();
        harmless &= traits.kind() instanceof StatementKind.TransactionControl
                || Pipelining.isHarmless(traits.kind(), new TokenCursor(splitter.tokens()).verb());
        String bar = bars.statement(splitter.tokens(), traits.kind(), splitter.start());
        String reason = traits.transactionBar() == null ? bar : traits.transactionBar();
        TransactionObstacle found = reason == null ? null : obstacle(reason);
        if (found != null && transactions.isInside() && ownTransactionObstacle == null) {
            ownTransactionObstacle = found;
        }
        transactions.statement(traits.kind(), splitter.start());
        if (traits.kind() instanceof StatementKind.SessionChange change) {
            String objection = dialect.objection(change, splitter.text());
            if (objection != null) {
                throw new SqlSyntaxException(splitter.start(), objection);
            }
        }
        if (traits.kind() instanceof StatementKind.SessionChange change && !change.local()) {
            sessionChange(change, found);
            return;
        }
        obstacle = firstOf(obstacle, obstacleInEpilogue, found);
        obstacleInEpilogue = null;
        epilogue = 0;
    }

    private void sessionChange(StatementKind.SessionChange change, @Nullable TransactionObstacle found) {
        sessionSettings.add(change.name());
        boolean foreignKeys = change.name().equals("foreign_keys");
        if (preamble == splitter.number() - 1) {
            preamble++;
            if (foreignKeys) {
                foreignKeysOff = dialect.turnsForeignKeysOff(change);
            }
        } else {
            epilogue++;
            if (foreignKeys) {
                obstacleInEpilogue = firstOf(obstacleInEpilogue, found);
            }
        }
        if (!foreignKeys) {
            obstacle = firstOf(obstacle, found);
        }
    }

    private static @Nullable TransactionObstacle firstOf(@Nullable TransactionObstacle... candidates) {
        for (TransactionObstacle candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    private TransactionObstacle obstacle(String reason) {
        return new TransactionObstacle(
                splitter.number(), splitter.start(), reason, Excerpt.firstLines(splitter.text(), EXCERPT_LINES));
    }

    private void copyData() throws IOException {
        InlineCopyData data = splitter.copyData();
        var chunk = new byte[64 << 10];
        for (int n = data.read(chunk, 0, chunk.length); n >= 0; n = data.read(chunk, 0, chunk.length)) {
            digest.add(chunk, 0, n);
        }
        digest.end();
    }
}
