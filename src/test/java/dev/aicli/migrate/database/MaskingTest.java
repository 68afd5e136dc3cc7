package dev.aicli.migrate.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            postgres://u:pw@h/d                        | postgres://u:***@h/d
            postgres://u:p@ss:word/@h                  | postgres://u:***@h
            postgres://u:my pass@h/d                   | postgres://u:***@h/d
            postgres://:pw@h/d                         | postgres://:***@h/d
            jdbc:postgresql://h/d?user=u&password=pw   | jdbc:postgresql://h/d?user=u&password=***
            jdbc:postgresql://h/d?password=pw&a=b      | jdbc:postgresql://h/d?password=***&a=b
            redis://:pw@h:6379/0 and mysql://u:pw@h/d  | redis://:***@h:6379/0 and mysql://u:***@h/d
            host=h password=pw user=u                  | host=h password=*** user=u
            host=h password='p w\\' x' user=u          | host=h password=*** user=u
            PGPASSWORD=pw pg_dump                      | PGPASSWORD=*** pg_dump
            {"password": "p\\"w", "x": 1}              | {"password": ***, "x": 1}
            CREATE ROLE r PASSWORD 'p''w' LOGIN        | CREATE ROLE r PASSWORD '***' LOGIN
            EXECUTE 'ALTER ROLE r PASSWORD ''pw'' a'   | EXECUTE 'ALTER ROLE r PASSWORD '***' a'
            DB_PASS=pw smtp_pass = pw, pw="p w" x      | DB_PASS=*** smtp_pass = *** pw=*** x
            Key (api_key)=(p w) exists; compass=n      | Key (api_key)=*** exists; compass=n
            {"jwt": "pw", "passengers": 3}             | {"jwt": ***, "passengers": 3}
            """)
    void hidesWhatLooksLikeAPassword(String text, String masked) {
        assertThat(Masking.PATTERNS.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot connect to postgresql://u@h:5432/d?sslmode=require",
                "postgresql://h:5432/d is not reachable, ask a@b.c",
                "postgresql://[::1]:5432/d for a@b.c",
                "FATAL: password authentication failed for user \"u\"",
                "postgres://h/d?password_file=/run/secrets/db",
                "see https://example.org/a:b",
                "",
            })
    void leavesOtherTextAlone(String text) {
        assertThat(Masking.PATTERNS.mask(text)).isEqualTo(text);
    }

    @Test
    void hidesTheSecretsThatItWasTold() {
        Masking masking = Masking.PATTERNS.with("sésame open!").with("");

        assertThat(masking.mask("x sésame open! y s%C3%A9same%20open%21 z")).isEqualTo("x *** y *** z");
        assertThat(masking.toString()).doesNotContain("sésame");
    }

    @Test
    void hidesAShortSecretOnlyWhereItIsAWord() {
        Masking masking = Masking.PATTERNS.with("test");

        assertThat(masking.mask("'test' in testing, latest, test")).isEqualTo("'***' in testing, latest, ***");
    }

    @Test
    void neverLetsAGeneratedPasswordThrough() {
        Random random = new Random(7);
        String alphabet = "abcXYZ019 @:/?#%&=+'\"\\$-_.é";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder password = new StringBuilder("Q7");
            for (int i = random.nextInt(12); i >= 0; i--) {
                password.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            password.append("7Q");
            String text = "cannot open postgres://user:" + password + "@host:5432/db: refused";

            assertThat(Masking.PATTERNS.with(password.toString()).mask(text)).doesNotContain(password);
        }
    }

    @Test
    void isQuickOnLongText() {
        String text = "postgres://u:".repeat(20_000) + "x".repeat(1_000_000) + " password='".repeat(20_000);

        assertThat(Masking.PATTERNS.mask(text)).isNotEmpty();
    }
}
