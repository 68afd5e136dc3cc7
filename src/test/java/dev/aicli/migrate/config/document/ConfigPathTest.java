package dev.aicli.migrate.config.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.b.c",
                "a[0].b",
                "a[-1]",
                "a.*.b",
                "*",
                "[0][1]",
                "\"a.b\".c",
                "a[?name==x].b",
                "größe.ключ",
                "a[?\"odd key\"==\"odd ] value\"]",
                "\"\"",
                "\"say \\\"x\\\"\""
            })
    void a_path_is_printed_as_it_is_read(String text) {
        assertThat(ConfigPath.parse(text).toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1",
                "a.|3",
                "a..b|3",
                "a[|3",
                "a[x]|3",
                "a[0|2",
                "a[?k]|4",
                "\"a|1",
                "a]|2",
                ".a|1",
                "a[?==x]|4"
            })
    void an_error_has_its_column(String text, int column) {
        assertThatExceptionOfType(PathSyntaxException.class)
                .isThrownBy(() -> ConfigPath.parse(text))
                .matches(e -> e.column() == column, "column " + column);
    }

    @Test
    void wildcards_are_bound_in_order() {
        ConfigPath path = ConfigPath.parse("a.*.b[?k==v].c");
        ConfigPath bound = path.bind(java.util.List.of(new PathStep.Key("x"), new PathStep.Index(3)));
        assertThat(bound).isEqualTo(ConfigPath.parse("a.x.b[3].c"));
        assertThat(bound.isConcrete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "password,true",
        "db.password,true",
        "dbPassword,true",
        "JWT_SECRET,true",
        "api-key,true",
        "apiKey,true",
        "security.jwt.secret_key,true",
        "access_token,true",
        "keyboard,false",
        "monkey,false",
        "host,false",
        "key,true",
        "passwords.reset_after,true"
    })
    void names_of_secrets_are_known(String path, boolean secret) {
        assertThat(SecretNames.isSecret(ConfigPath.parse(path))).isEqualTo(secret);
    }

    @Test
    void passwords_in_urls_are_masked() {
        assertThat(SecretNames.mask("url", "postgres://u:s3/c@ret@h/db and redis://:x@c"))
                .doesNotContain("s3/c")
                .contains("postgres://u:********@")
                .contains("redis://:********@c");
        assertThat(SecretNames.mask("password", "x")).isEqualTo(SecretNames.MASK);
        assertThat(SecretNames.mask("host", "x")).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "${X},true,true",
        "${X:-a}b,false,true",
        "${A:-${B}},true,true",
        "$VAR,true,true",
        "{{ x }},true,true",
        "a{{ x }},false,true",
        "plain,false,false",
        "a$,false,false",
        "${open,false,false"
    })
    void placeholders_are_atoms(String text, boolean one, boolean any) {
        assertThat(Placeholders.isOne(text)).isEqualTo(one);
        assertThat(Placeholders.anyIn(text)).isEqualTo(any);
        Placeholders atoms = new Placeholders();
        assertThat(atoms.show(atoms.hide(text).orElseThrow())).isEqualTo(text);
    }
}
