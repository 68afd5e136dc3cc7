package dev.aicli.migrate.config.document.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.config.document.DocumentException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HostileYamlTest {
    private static final int DEEP = 100_000;

    static List<String> tooDeep() {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < 1500; i++) {
            steps.append(" ".repeat(i)).append("a:\n");
        }
        return List.of("[".repeat(DEEP), "{a: ".repeat(DEEP), "- ".repeat(DEEP), "{".repeat(DEEP), steps.toString());
    }

    @ParameterizedTest
    @MethodSource("tooDeep")
    void nesting_beyond_the_limit_is_refused_with_its_place(String text) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> YamlDocument.parse(text))
                .matches(e -> e.position().line() >= 1)
                .withMessageContaining("200 levels");
    }

    @Test
    void an_alias_bomb_is_never_expanded() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 100; i++) {
            bomb.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        assertThat(YamlDocument.parse(bomb.toString()).roots()).hasSize(1);
    }

    @Test
    void too_many_aliases_are_refused() {
        String text = "a: &a 1\nb:\n" + "- *a\n".repeat(YamlLimits.MAX_ALIASES + 1);
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> YamlDocument.parse(text))
                .withMessageContaining("aliases");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "|\n  "})
    void a_scalar_of_a_hundred_megabytes_is_refused(String before) {
        String text = "a: " + before + "x".repeat(100 * 1024 * 1024);
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> YamlDocument.parse(text))
                .withMessageContaining("larger than the limit");
    }

    @Test
    void a_scalar_within_the_limit_is_kept() {
        String text = "a: \"" + "x".repeat(2 * 1024 * 1024) + "\"\nb: " + "y ".repeat(1024 * 1024) + "y\n";
        assertThat(YamlDocument.parse(text).text()).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "? "})
    void a_key_of_a_megabyte_is_refused(String before) {
        String text = before + "k".repeat(1024 * 1024) + (before.equals("\"") ? "\"" : "") + ": 1\n";
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> YamlDocument.parse(text.replace("? ", "? ").replace(": 1", "\n: 1")));
        assertThatExceptionOfType(DocumentException.class).isThrownBy(() -> YamlDocument.parse(text));
    }

    @Test
    void duplicate_keys_are_refused_where_the_second_stands() {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> YamlDocument.parse("a: 1\nb:\n  c: 1\n  'c': 2\n"))
                .matches(e -> e.position().line() == 4 && e.position().column() == 3);
    }

    @Test
    void characters_that_yaml_forbids_are_refused_where_they_stand() {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> YamlDocument.parse("a: 1\nb: x\0y\n"))
                .matches(e -> e.position().line() == 2 && e.position().column() == 5)
                .withMessageContaining("U+0000");
        assertThatExceptionOfType(DocumentException.class).isThrownBy(() -> YamlDocument.parse("a: \uD800\n"));
    }

    @Test
    void messages_quote_no_values() {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> YamlDocument.parse("password: \"s3cret\n"))
                .matches(e -> !e.toString().contains("s3cret"));
        assertThat(YamlDocument.parse("password: s3cret\n").roots().get(0).toString())
                .doesNotContain("s3cret");
    }

    @Test
    void many_unclosed_placeholders_and_brackets_end_soon() {
        for (String part :
                List.of("${", "{{", "[[", "&a ", "!", "# ", "'", "\"", "- - ", "? ", ": ", "*a ", "---\n", "%")) {
            String text = part.repeat(200_000);
            try {
                YamlDocument.parse(text);
            } catch (DocumentException e) {
                assertThat(e.position().line()).isPositive();
            }
        }
    }
}
