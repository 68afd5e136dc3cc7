package dev.aicli.migrate.config.document.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotenvDocumentTest {
    private static final List<String> LINES = List.of(
            "# comment",
            "",
            "A=1",
            "export B=\"two words\" # x",
            "C='${A}'",
            "D=a#b",
            "E: v",
            "F = v ",
            "G=",
            "  H=`x`",
            "I=\"open",
            "J=it's",
            "K=\"multi\nline\"",
            "L='multi\n# no comment\nline' # y",
            "not an assignment",
            "M=C:\\u",
            "N=\"a\\\"b\"",
            "O= # empty",
            "    ",
            "#P=1");

    @Test
    void every_text_is_kept_to_the_byte() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            String text = generated(random);
            assertThat(DotenvDocument.parse(text).text()).isEqualTo(text);
        }
    }

    @Test
    void what_is_removed_goes_back_where_it_stood() {
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            String text = generated(random);
            DotenvDocument document = DotenvDocument.parse(text);
            List<String> names = new ArrayList<>();
            for (DotenvLine line : document.lines()) {
                if (line instanceof DotenvLine.Variable variable) {
                    names.add(variable.name());
                }
            }
            for (String name : names) {
                try {
                    DotenvSlice slice = document.slice(name);
                    assertThat(document.remove(name).restore(slice).text()).isEqualTo(text);
                } catch (EditRefusedException e) {
                    assertThat(e.reason()).isIn(Refusal.DUPLICATE, Refusal.SELF_CHECK);
                }
            }
        }
    }

    private static String generated(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(6) == 0 ? "\uFEFF" : "");
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(LINES.get(random.nextInt(LINES.size()))).append('\n');
        }
        String result = random.nextInt(4) == 0 ? text.toString().replace("\n", "\r\n") : text.toString();
        return random.nextInt(4) == 0 ? result.stripTrailing() : result;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "\"two words\" # c|two words",
                "'single'|single",
                "a # c|a",
                "``|``",
                "${X}|${X}",
                "\"${X} y\"|${X} y"
            })
    void values_that_all_dialects_read_alike_are_read(String raw, String value) {
        String text = raw == null ? "" : raw;
        assertThat(DotenvValue.read(text).map(DotenvValue::text)).isEqualTo(Optional.of(value == null ? "" : value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"a#b|1", "'${A}'|1", "\"a\\nb\"|1", "'it\\'s'|1", "\"open|1", "a'b'|1", "\"x\"y|1"})
    void values_that_dialects_read_differently_are_not(String raw, int ignored) {
        assertThat(DotenvValue.read(raw)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "simple|simple",
                "two words|\"two words\"",
                "${X}|${X}",
                "${X} y|\"${X} y\"",
                "pay$|'pay$'",
                "say \"x\"|'say \"x\"'",
                "a#b|\"a#b\""
            })
    void new_values_are_quoted_so_that_all_read_them_alike(String value, String raw) {
        assertThat(DotenvValue.write(value, (char) 0)).contains(raw);
        if (!value.equals("pay$")) {
            assertThat(DotenvValue.read(raw).map(DotenvValue::text)).contains(value);
        }
    }

    @Test
    void what_cannot_be_quoted_for_all_is_not_written() {
        assertThat(DotenvValue.write("it's \"both\"", (char) 0)).isEmpty();
        assertThat(DotenvValue.write("back\\slash", (char) 0)).isEmpty();
        assertThat(DotenvValue.write("two\nlines", (char) 0)).isEmpty();
    }

    @Test
    void a_variable_that_stands_twice_is_refused_where_it_does() {
        assertThatExceptionOfType(EditRefusedException.class)
                .isThrownBy(() -> DotenvDocument.parse("A=1\nB=2\nA=3\n").find("A"))
                .matches(e -> e.reason() == Refusal.DUPLICATE && e.position().line() == 3);
    }

    @Test
    void nul_bytes_and_too_much_text_are_refused() {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> DotenvDocument.parse("A=1\nB=\0\n"))
                .matches(e -> e.position().line() == 2);
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> DotenvDocument.parse("A=" + "x".repeat(9 * 1024 * 1024)));
    }
}
