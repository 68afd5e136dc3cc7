package dev.aicli.migrate.config.document.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartialReadTest {
    private static final String TEXT = """
            # head

            first: 1 # one
            # of second
            second:
              - a: &x {b: "c"}
              # inside
              - |+
                text

            # section

            third:
            "fourth": >
              folded
              # not a comment
            fifth: [1, 2, {a: b}] # five
            sixth: plain
              goes on
            seventh: *x
            eighth: !!str
            # end
            """;

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("first: 1", "first: 11"),
                Arguments.of("# head\n", "# another\n# head\n"),
                Arguments.of("first: 1 # one\n", "zero: 0\nfirst: 1 # one\n"),
                Arguments.of("# of second\n", "# of second\nnew: {a: 1}\n"),
                Arguments.of("    text\n", "    text\n    more\n"),
                Arguments.of("third:\n", "third:\n  nested: 1\n"),
                Arguments.of("third:\n", ""),
                Arguments.of("\"fourth\": >\n", "\"fourth\": |-\n"),
                Arguments.of("[1, 2, {a: b}]", "[1,\n  2]"),
                Arguments.of("goes on\n", "goes on # here\n"),
                Arguments.of("eighth: !!str\n", "eighth: !!str ü\uD83D\uDE00\nninth: 9\n"),
                Arguments.of("# end\n", "# the end"),
                Arguments.of("# end\n", "last: &y\n"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void what_is_read_in_part_is_what_is_read_as_a_whole(String from, String to) {
        for (String text : new String[] {TEXT, "\uFEFF" + TEXT, TEXT.replace("\n", "\r\n")}) {
            String lineBreak = text.contains("\r") ? "\r\n" : "\n";
            String changed = text.replace(from.replace("\n", lineBreak), to.replace("\n", lineBreak));
            assertThat(changed).isNotEqualTo(text);

            Optional<YamlDocument> part = PartialRead.read(YamlReader.read(text), changed);

            assertThat(part).isPresent();
            assertThat(part.get().reading()).isEqualTo(YamlDocument.Reading.PARTS);
            assertThat(part.get().sameAs(YamlReader.read(changed))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("unsuitable")
    void what_does_not_stand_alone_is_read_as_a_whole(String from, String to) {
        assertThat(PartialRead.read(YamlReader.read(TEXT), TEXT.replace(from, to)))
                .isEmpty();
    }

    static Stream<Arguments> unsuitable() {
        return Stream.of(
                Arguments.of("second:\n", "third:\n"),
                Arguments.of("third:\n", "third: \"open\n"),
                Arguments.of("third:\n", "third: 3\n---\n"),
                Arguments.of("third:\n", "? third\n"),
                Arguments.of("third:\n", "third\n"),
                Arguments.of("# section\n", "...\n"),
                Arguments.of("third:\n", "- third\n"));
    }

    @Test
    void a_document_that_differs_anywhere_is_not_confirmed() {
        String text = "a: 1\nb: 2\n";
        YamlDocument other = YamlReader.read("a: 1\nb: 3\n");
        RecentDocuments.OF_THREAD
                .get()
                .remember(new YamlDocument(
                        text, other.roots(), other.events(), other.commentSpans(), YamlDocument.Reading.PARTS));

        assertThat(YamlDocument.confirmed(text)).isFalse();
    }
}
