package dev.aicli.migrate.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlMaskingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ROLE r PASSWORD 's3cret'",
                "CREATE ROLE r password E'it\\'s s3cret two'",
                "ALTER ROLE r PASSWORD /* c */ 'a s3cret'",
                "ALTER ROLE r PASSWORD -- it's new\n 'a s3cret'",
                "ALTER ROLE r PASSWORD $q$ab s3cret$q$",
                "ALTER ROLE r PASSWORD 'never closed s3cret",
                "ALTER ROLE r PASSWORD $q$never closed s3cret",
                "ALTER ROLE r PASSWORD U&'s3cret'",
                "SELECT dblink_connect('host=x password=''my s3cret''')",
                "CREATE SUBSCRIPTION s CONNECTION 'host=h password=''a s3cret''' PUBLICATION p",
                "CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'x', password 'as3cret')",
                "SELECT dblink('postgresql://u:as3cret@host/db', 'SELECT 1')",
                "SELECT dblink('postgresql://u:as3cret",
                "ALTER ROLE r PASSWORD E'as3cret\\",
                "-- password=as3cret\nSELECT 1",
                "DO $$ BEGIN EXECUTE 'ALTER ROLE x PASSWORD ''s3cret'''; END $$",
                "EXECUTE 'ALTER ROLE x PASSWORD ''s3cret",
                "EXECUTE 'ALTER ROLE x ENCRYPTED PASSWORD E''s3cret'' VALID UNTIL ''infinity'''",
                "EXECUTE E'ALTER ROLE x PASSWORD \\'s3cret\\''",
                "EXECUTE 'ALTER ROLE x PASSWORD $$s3cret$$'",
                "EXECUTE 'ALTER ROLE x PASSWORD /* new */ ''s3cret'''",
                "EXECUTE format('ALTER ROLE %I PASSWORD %L', 'x', 's3cret')",
                "EXECUTE format('ALTER ROLE %2$I PASSWORD %1$L', 's3cret', 'x')",
                "DO $$ DECLARE v text := 's3cret'; BEGIN EXECUTE format('ALTER ROLE x PASSWORD %L', v); END $$",
                "EXECUTE 'ALTER ROLE x PASSWORD ' || quote_literal('s3cret')",
                "EXECUTE 'ALTER ROLE x PASSWORD ''' || 's3cret' || ''''",
                "EXECUTE 'ALTER ROLE x PASSWORD $1' USING 's3cret'",
                "SELECT set_config('app.jwt', 'x', true), 'token=s3cret'",
                "SELECT '{\"api_key\": \"s3cret\"}'::json",
                "INSERT INTO settings (host, smtp_pass) VALUES ('h', 's3cret')",
                "UPDATE accounts SET pw = 's3cret', name = 'n'",
                "UPDATE accounts SET \"DB_PASS\" = 's3cret'",
                "SELECT * FROM login(jwt => 's3cret')",
                "CREATE TABLE t (name text, password text DEFAULT 's3cret', x int)",
                "ALTER TABLE t ALTER COLUMN api_token SET DEFAULT 's3cret'",
                "SELECT 'C:\\', 1; ALTER ROLE r PASSWORD 's3cret'",
                "SELECT 'it\\'s'; ALTER ROLE r PASSWORD 's3cret'",
                "Key (api_token)=(as3cret) already exists.",
                "ATTACH 'a.db' AS a KEY 'x'; -- token = as3cret",
                "CREATE FUNCTION set_password() RETURNS void AS $f$ ALTER ROLE r PASSWORD 's3cret' $f$ LANGUAGE sql",
                "SQL statement \"ALTER ROLE x PASSWORD 'as3cret'\"",
                "SQL statement \"ALTER ROLE \"x\" PASSWORD 'x\"s3cret'\"",
                "SQL statement \"ALTER ROLE x PASSWORD 'x\"s3cret\"y'\" at EXECUTE",
                "SELECT 'a', \"a'b\"; ALTER ROLE x PASSWORD 's3cret'",
                "DO $a$ BEGIN EXECUTE $b$ DO $c$ BEGIN ALTER ROLE r PASSWORD 's3cret'; END $c$ $b$; END $a$"
            })
    void passwordsAreMaskedInWhateverFormTheyStand(String sql) {
        assertThat(SqlMasking.mask(sql)).doesNotContain("s3cret").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES ('don''t', 'a', $$b$$, E'c\\n')",
                "CREATE TABLE t (a text PRIMARY KEY DEFAULT 'x', password text, state text DEFAULT 'new')",
                "CREATE TABLE tokens (kind int); INSERT INTO t VALUES ('kept')",
                "ALTER ROLE r PASSWORD NULL; SELECT 'kept'",
                "RAISE EXCEPTION 'the password is too short'",
                "CREATE FUNCTION check_password() RETURNS void AS $f$ SELECT 'kept' $f$ LANGUAGE sql",
                "column \"password\" of relation \"users\" does not exist",
                "the server can't be asked",
                "-- don't\nSELECT 'kept' -- password",
                "SELECT 'https://example.org/a', 'x@y.z'",
                ""
            })
    void theRestIsShownAsItIs(String sql) {
        assertThat(SqlMasking.mask(sql)).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ALTER ROLE r PASSWORD 'x' LOGIN             | ALTER ROLE r PASSWORD '***' LOGIN
            EXECUTE 'ALTER ROLE r PASSWORD ''x''' ; a   | EXECUTE '***' ; a
            f('PASSWORD %L', 'x', 1)                    | f('***', '***', 1)
            postgres://u:x@h/d                          | postgres://u:***@h/d
            """)
    void onlyTheLiteralGoes(String sql, String masked) {
        assertThat(SqlMasking.mask(sql)).isEqualTo(masked);
    }

    /** Wherever a text is cut off, in whatever surroundings, and whatever the password is made of. */
    @Test
    void neverLetsAGeneratedPasswordThrough() {
        String[] around = {
            "ALTER ROLE r PASSWORD %s VALID UNTIL 'infinity'; SELECT 1",
            "DO $x$ BEGIN EXECUTE 'ALTER ROLE r PASSWORD %q'; END $x$",
            "SELECT format('ALTER ROLE %%I PASSWORD %%L', 'r', %s)",
            "SELECT 'it''s', \"a'b\", $$ ' $$ /* ' */ -- '\n; CREATE ROLE r PASSWORD %s",
            "SELECT dblink_connect('host=h password=%q')",
            "INSERT INTO t (user_name, api_key) VALUES ('ada', %s)",
        };
        Random random = new Random(11);
        String alphabet = "abcXYZ019 @:/?#%&=+\"$-_.é;,()";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder word = new StringBuilder("Q7");
            for (int i = random.nextInt(12); i >= 0; i--) {
                word.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String password = word.append("7Q").toString();
            String sql = around[round % around.length]
                    .replace("%s", "'" + password + "'")
                    .replace("%q", "''" + password + "''")
                    .replace("%%", "%");
            int cut = sql.indexOf(password) + password.length() + random.nextInt(2);

            assertThat(SqlMasking.mask(sql)).doesNotContain(password);
            assertThat(SqlMasking.mask(sql.substring(0, cut))).doesNotContain(password);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "'x",
                "''",
                "\\'",
                "\"",
                "$a$",
                "$$",
                "/*",
                "--",
                "://",
                "://a:",
                "://a:b@",
                "password='",
                "password ",
                "PASSWORD ''",
                "%L",
                "(",
                "a=",
                "=",
                " ",
                "x",
                "E'",
                "U&'",
                "$1",
                ";",
                "password\"("
            })
    void costsTimeInProportionAndNoStack(String piece) throws InterruptedException {
        String text = "'" + piece.repeat(100_000 / piece.length()) + "' don't " + piece.repeat(30_000 / piece.length());
        Throwable[] failure = new Throwable[1];
        Thread small = new Thread(
                null,
                () -> {
                    SqlMasking.mask(text);
                    Masking.PATTERNS.mask(text);
                },
                "small",
                128 << 10);
        small.setUncaughtExceptionHandler((thread, thrown) -> failure[0] = thrown);
        small.start();
        small.join();

        assertThat(failure[0]).isNull();
    }
}
