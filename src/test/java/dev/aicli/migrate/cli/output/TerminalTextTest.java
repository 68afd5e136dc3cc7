package dev.aicli.migrate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(written, false, StandardCharsets.UTF_8);
    private final TextOutput output = new TextOutput(stream, Style.COLOUR);

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "a\u001b[31mred\u001b[0m, a\\x1b[31mred\\x1b[0m",
        "a\u202eb\u2066c\u2069d\u200fe, a\\u202eb\\u2066c\\u2069d\\u200fe",
        "a\u009b31mb\u0085c\u007fd\u0000e, a\\x9b31mb\\x85c\\x7fd\\x00e",
        "'a\rb\bc', a\\x0db\\x08c",
        "a\u2028b\u2029c, a\\u2028b\\u2029c",
        "grün 漢字 👩‍💻 \u00a0, grün 漢字 👩‍💻 \u00a0"
    })
    void whatSteersATerminalIsMadeVisible(String foreign, String shown) {
        output.line(foreign);

        assertThat(written()).isEqualTo(shown + "\n");
    }

    @Test
    void noForeignLineBeginsWhereOursDo() {
        output.line("error: no\nnext: do this\r\nerror: and that\rnext: x");

        assertThat(written()).isEqualTo("error: no\n    next: do this\n    error: and that\\x0dnext: x\n");
    }

    @Test
    void ourColoursPass() {
        output.line(output.style().red("error:") + " \u001b[32mnext:");

        assertThat(written()).isEqualTo("\u001b[31merror:\u001b[0m \\x1b[32mnext:\n");
    }

    @Test
    void aCellIsOnOneLine() {
        output.table(List.of("a", "b"), List.of(List.of("x\ny\tz\r\n", "1"), List.of("x", "2")));

        assertThat(written().lines().skip(1))
                .containsExactly("x\\x0ay\\x09z\\x0d\\x0a  1", "x" + " ".repeat(18) + "  2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\u202e", "\u009b", "\u2066", "\u007f", "\u2028", "\n"})
    void jsonEscapesThemToo(String steering) {
        try (JsonWriter json = new JsonWriter(stream)) {
            json.object(() -> json.text("a", "x" + steering + "ü漢"));
        }

        assertThat(written().replaceFirst("\\{\n", ""))
                .doesNotContain(steering + "ü")
                .contains("ü漢")
                .contains("x\\");
        assertThat(written()).doesNotContain("\u001b", "\u202e", "\u009b");
    }
}
