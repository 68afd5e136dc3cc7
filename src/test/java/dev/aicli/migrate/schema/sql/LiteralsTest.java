package dev.aicli.migrate.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            'it''s'                | it's
            'a\\n'                 | a\\n
            ''                     | §§
            E'a\\'b''c\\\\d\\q'    | a'b'c\\dq
            e'\\x41\\101\\u00e9\\U0001F600' | AAé😀
            E'\\x4a'               | J
            U&'d\\0061t\\+000061\\\\' | data\\
            u&'\\00'               | \\00
            N'x'                   | x
            B'101'                 | 101
            $$a'b$$                | a'b
            $x$ $$ $x$             | § $$ §
            """)
    void stringsHaveTheValueThatTheServerReads(String literal, String value) {
        assertThat(Literals.string(literal)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            "a""b;C"        | a"b;C
            U&"d\\0061ta"   | data
            ""              | §§
            """)
    void quotedNamesHaveTheValueThatTheServerReads(String quoted, String name) {
        assertThat(Literals.name(quoted)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "OFF", "of", "false", "f", "no", "n", "0"})
    void falseHasManyForms(String value) {
        assertThat(Literals.isFalse(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "o", "true", "yes", "1", ""})
    void theRestIsNotFalse(String value) {
        assertThat(Literals.isFalse(value)).isFalse();
    }
}
