package dev.aicli.migrate.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathDoubtTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /a              | 1  | a is probably meant
            /a/0/b          | 1  | a[0].b is probably meant
            /0              | 1  | [0] is probably meant
            /x~1y/z         | 1  | x/y.z is probably meant
            #/a/b           | 1  | a.b is probably meant
            $.a             | 1  | a is probably meant
            $[0].a          | 1  | [0].a is probably meant
            @.a             | 1  | a is probably meant
            l.0             | 3  | l[0] is probably meant
            l.-1            | 3  | l[-1] is probably meant
            a.b.12.c        | 5  | a.b[12].c is probably meant
            "x.y".0         | 7  | "x.y"[0] is probably meant
            l[?k==v].0      | 10 | l[?k==v][0] is probably meant
            l[?k=="]."].0   | 13 | l[?k=="]."][0] is probably meant
            *.3             | 3  | *[3] is probably meant
            'a.b'.c         | 1  | "double quotes"
            """)
    void a_notation_of_others_is_doubted_with_what_is_probably_meant(String path, int column, String text) {
        assertThat(PathDoubt.about(path)).hasValueSatisfying(doubt -> {
            assertThat(doubt.column()).isEqualTo(column);
            assertThat(doubt.text()).contains(text);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.b[0]",
                "a[0].b",
                "a[0][1]",
                "200",
                "\"/a\".b",
                "\"$\".a",
                "$",
                "$schema.x",
                "l.\"0\"",
                "\"a.0\".b",
                "\"a\\\".0\".b",
                "l[?\"x.0\"==\"y.1\"].name",
                "a/b.c",
                "v1.2nd",
                "services.*.image",
                "a.it's"
            })
    void what_may_well_be_a_name_is_not(String path) {
        assertThat(PathDoubt.about(path)).isEmpty();
    }
}
