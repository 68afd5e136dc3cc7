package dev.aicli.migrate.schema.sql;

import static dev.aicli.migrate.schema.sql.Scripts.POSTGRESQL;
import static dev.aicli.migrate.schema.sql.Scripts.SQLITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Only the current statement is held in memory. */
class SourceBufferTest {
    private static final int MANY = 3_000_000;
    private static final int WINDOW = 256 << 10;

    private static int largestWindow(String script, SqlDialect dialect) throws IOException {
        var source = new SourceBuffer(new ByteArrayInputStream(script.getBytes(UTF_8)), ScriptOptions.defaults());
        var splitter =
                new StatementSplitter(source, dialect, ScriptOptions.defaults(), new StatementSplitter.Listener() {});
        int largest = 0;
        while (splitter.next()) {
            largest = Math.max(largest, source.bytes.length);
            if (splitter.traits().kind() instanceof StatementKind.CopyFromStdin) {
                splitter.copyData().skipRest();
            }
        }
        return Math.max(largest, source.bytes.length);
    }

    @Test
    void whatLiesBetweenStatementsIsNotHeld() throws IOException {
        String statements = "SELECT 'some text';\n".repeat(MANY / 20);
        String blanks = " \n".repeat(MANY / 2);
        String comment = "/* long /* and nested " + "a comment ".repeat(MANY / 10) + "*/ */";
        String empty = ";".repeat(MANY);
        assertThat(largestWindow(statements + blanks + comment + empty, POSTGRESQL))
                .isEqualTo(WINDOW);
        assertThat(largestWindow(statements + blanks + "/* " + "no end ".repeat(MANY / 7), SQLITE))
                .isEqualTo(WINDOW);
    }

    @Test
    void dataAreNotHeldEvenInOneLine() throws IOException {
        String copy = "COPY t FROM stdin;\n";
        assertThat(largestWindow(
                        copy + "1\t2\n".repeat(MANY / 4) + "\\.\n" + copy + "x".repeat(MANY) + "\n\\.\n", POSTGRESQL))
                .isEqualTo(WINDOW);
    }

    @Test
    void theWindowGrowsWithAStatementAndShrinksBehindIt() throws IOException {
        String script = "SELECT '" + "x".repeat(MANY) + "';\n" + "SELECT 1;\n".repeat(MANY / 10);
        var source = new SourceBuffer(new ByteArrayInputStream(script.getBytes(UTF_8)), ScriptOptions.defaults());
        var splitter = new StatementSplitter(
                source, POSTGRESQL, ScriptOptions.defaults(), new StatementSplitter.Listener() {});
        splitter.next();
        assertThat(source.bytes.length).isBetween(MANY, 4 * MANY);
        boolean more = true;
        while (more) {
            more = splitter.next();
        }
        assertThat(source.bytes).hasSize(WINDOW);
    }
}
