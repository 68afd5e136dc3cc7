package dev.aicli.migrate.schema.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes down everything that reading a script gives: its statements, their traits and data, and its summary. */
final class Listing {
    private static final int LONG_TEXT = 40;

    private final StringBuilder out = new StringBuilder("\n");

    private Listing() {}

    /**
     * Lists a script.
     *
     * @param wrapping how its bytes arrive
     */
    static String of(
            byte[] script, SqlDialect dialect, ScriptOptions options, Function<InputStream, InputStream> wrapping)
            throws IOException {
        var listing = new Listing();
        try (var sql = SqlScript.open(wrapping.apply(new ByteArrayInputStream(script)), dialect, options)) {
            listing.statements(sql);
        } catch (SqlSyntaxException e) {
            listing.error(e);
        }
        try {
            listing.summary(ScriptScanner.scan(wrapping.apply(new ByteArrayInputStream(script)), dialect, options));
        } catch (SqlSyntaxException e) {
            listing.error(e);
        }
        return listing.out.substring(1);
    }

    private void statements(SqlScript sql) throws IOException {
        for (SqlStatement statement = sql.next(); statement != null; statement = sql.next()) {
            out.append('#').append(statement.number()).append(' ').append(statement.start());
            if (!(statement.kind() instanceof StatementKind.Ordinary)) {
                out.append(' ').append(statement.kind());
            }
            out.append('\n');
            statement
                    .cannotRunInTransaction()
                    .ifPresent(reason -> out.append("! ").append(reason).append('\n'));
            lines("  ", statement.text());
            if (statement.kind() instanceof StatementKind.CopyFromStdin) {
                out.append("data from ").append(sql.copyDataStart()).append('\n');
                lines("> ", new String(sql.copyData().readAllBytes(), UTF_8));
            }
        }
        out.append("read ").append(sql.bytesRead()).append(" bytes\n");
    }

    private void lines(String prefix, String text) {
        if (text.isEmpty()) {
            return;
        }
        List<String> lines = List.of(text.replace("\r", "␍").split("\n"));
        int shown = lines.size() > LONG_TEXT ? LONG_TEXT / 2 : lines.size();
        lines.subList(0, shown).forEach(line -> out.append(prefix).append(line).append('\n'));
        if (shown < lines.size()) {
            out.append("… ").append(lines.size() - shown - 1).append(" more lines\n");
            out.append(prefix).append(lines.get(lines.size() - 1)).append('\n');
        }
    }

    private void error(SqlSyntaxException e) {
        out.append("error ")
                .append(e.position())
                .append(' ')
                .append(e.sentence())
                .append('\n');
    }

    private void summary(ScriptSummary summary) {
        out.append("summary: ").append(summary.statements()).append(" statements, ");
        out.append(summary.bytes()).append(" bytes, preamble ").append(summary.preamble());
        out.append(", epilogue ").append(summary.epilogue()).append('\n');
        out.append("tokens: ").append(summary.tokenChecksum()).append('\n');
        out.append("own transactions: ").append(summary.transactions().form());
        out.append(' ').append(summary.transactions().starts());
        SourcePosition unbalanced = summary.transactions().unbalanced();
        out.append(unbalanced == null ? "" : ", not balanced at " + unbalanced).append('\n');
        obstacle("obstacle", summary.obstacle());
        obstacle("obstacle in own transaction", summary.ownTransactionObstacle());
        out.append(summary.foreignKeysOff() ? "foreign keys off\n" : "");
        out.append(summary.sessionSettings().isEmpty() ? "" : "session: " + summary.sessionSettings() + "\n");
        var none = new ScriptDirectives(false, null, null, false);
        out.append(summary.directives().equals(none) ? "" : summary.directives() + "\n");
    }

    private void obstacle(String title, @Nullable TransactionObstacle obstacle) {
        if (obstacle != null) {
            out.append(title)
                    .append(": #")
                    .append(obstacle.number())
                    .append(' ')
                    .append(obstacle.position());
            out.append(' ').append(obstacle.reason()).append('\n');
        }
    }
}
