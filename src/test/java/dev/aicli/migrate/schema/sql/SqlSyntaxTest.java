package dev.aicli.migrate.schema.sql;

import static dev.aicli.migrate.schema.sql.Scripts.POSTGRESQL;
import static dev.aicli.migrate.schema.sql.Scripts.SQLITE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a script is said with the place where it begins. */
class SqlSyntaxTest {
    private static SqlSyntaxException refusal(byte[] script, SqlDialect dialect, ScriptOptions options) {
        SqlSyntaxException splitting =
                catchThrowableOfType(SqlSyntaxException.class, () -> Scripts.split(script, dialect, options));
        assertThat(splitting).isNotNull();
        SqlSyntaxException scanning = catchThrowableOfType(
                SqlSyntaxException.class, () -> ScriptScanner.scan(new ByteArrayInputStream(script), dialect, options));
        assertThat(scanning.position()).isEqualTo(splitting.position());
        assertThat(scanning).hasMessage(splitting.getMessage());
        return splitting;
    }

    private static SqlSyntaxException refusal(String script, SqlDialect dialect) {
        return refusal(script.getBytes(UTF_8), dialect, ScriptOptions.defaults());
    }

    private static void assertRefused(String script, SqlDialect dialect, String place, String sentence) {
        SqlSyntaxException refusal = refusal(script.replace("\\n", "\n"), dialect);
        assertThat(refusal.position()).hasToString(place);
        assertThat(refusal.sentence()).isEqualTo(sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '§', textBlock = """
            SELECT 1;\\n  SELECT 'it''s       ~ 2:10 ~ this string is never closed: ' is missing
            SELECT 'ä', 'b;\\n\\n            ~ 1:13 ~ this string is never closed: ' is missing
            SELECT E'a\\'                    ~ 1:8  ~ this string is never closed: ' is missing
            SELECT E'a\\                     ~ 1:8  ~ this string is never closed: ' is missing
            SELECT U&'a                     ~ 1:8  ~ this string is never closed: ' is missing
            SELECT 'a' -- x\\n  'b           ~ 2:3  ~ this string is never closed: ' is missing
            SELECT "a;\\n""                  ~ 1:8  ~ this quoted name is never closed: " is missing
            SELECT U&"a                     ~ 1:8  ~ this quoted name is never closed: " is missing
            SELECT $$a; $b$ $               ~ 1:8  ~ this dollar-quoted string is never closed: $$ is missing
            SELECT $tag$a; $$ $tag          ~ 1:8  ~ this dollar-quoted string is never closed: $tag$ is missing
            SELECT 1; /* a /* b */ SELECT 2 ~ 1:11 ~ this comment is never closed: */ is missing
            SELECT /* a\\n;                  ~ 1:8  ~ this comment is never closed: */ is missing
            /*                              ~ 1:1  ~ this comment is never closed: */ is missing
            SELECT ((1); SELECT 2;          ~ 1:8  ~ this parenthesis is never closed
            CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; ~ 1:33 ~ this BEGIN ATOMIC is never ended: END is missing
            """)
    void whatIsNotClosedInPostgresqlIsReportedWhereItOpens(String script, String place, String sentence) {
        assertRefused(script, POSTGRESQL, place, sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '§', textBlock = """
            SELECT 1;\\n  SELECT 'it''s   ~ 2:10 ~ this string is never closed: ' is missing
            SELECT x'41                  ~ 1:8  ~ this blob is never closed: ' is missing
            SELECT "a                    ~ 1:8  ~ this quoted name is never closed: " is missing
            SELECT `a``                  ~ 1:8  ~ this quoted name is never closed: ` is missing
            SELECT [a                    ~ 1:8  ~ this quoted name is never closed: ] is missing
            CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT CASE 1 WHEN 2 THEN 3 END; ~ 1:36 ~ this trigger's body is never ended: END is missing
            """)
    void whatIsNotClosedInSqliteIsReportedWhereItOpens(String script, String place, String sentence) {
        assertRefused(script, SQLITE, place, sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '§', textBlock = """
            \\\\connect other            ~ 1:1 ~ \\connect is a command of psql, not SQL: a migration runs on one connection; remove it
            SELECT 1;\\n  \\\\i more.sql  ~ 2:3 ~ \\i is a command of psql, not SQL: put the included file's SQL here, or make it a migration of its own
            \\\\copy t FROM 'x.csv'      ~ 1:1 ~ \\copy is a command of psql, not SQL: write COPY … FROM stdin; with the data in the lines below it, and \\. after them
            SELECT 1 \\\\g               ~ 1:10 ~ \\g is a command of psql, not SQL: end the statement with a semicolon
            SELECT 1 \\\\; SELECT 2;     ~ 1:10 ~ \\; is a command of psql, not SQL: write a semicolon without the backslash
            \\\\set x 1                  ~ 1:1 ~ \\set is a command of psql, not SQL: variables of psql do not exist here; write the values out
            \\\\! rm                     ~ 1:1 ~ \\! is a command of psql, not SQL: remove it, or say the same in SQL
            \\\\dt+                      ~ 1:1 ~ \\dt+ is a command of psql, not SQL: remove it, or say the same in SQL
            \\\\.                        ~ 1:1 ~ \\. is a command of psql, not SQL: it ends the data of COPY … FROM stdin, and there is none here
            SELECT 1\\n\\\\restrict abc   ~ 2:1 ~ the psql command \\restrict stands inside a statement; is a semicolon missing before it?
            """)
    void commandsOfPsqlAreRefusedWithAWayOut(String script, String place, String sentence) {
        SqlSyntaxException refusal = refusal(script.replace("\\n", "\n").replace("\\\\", "\\"), POSTGRESQL);
        assertThat(refusal.position()).hasToString(place);
        assertThat(refusal.sentence()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'\\connect x'", "\"\\i\"", "$$\\.\n$$", "1 /* \\q */", "1 -- \\q\n", "E'\\\\g'"})
    void backslashesInQuotesAndCommentsAreNoCommands(String text) {
        assertThatCode(() -> Scripts.split("SELECT " + text, POSTGRESQL)).doesNotThrowAnyException();
    }

    @Test
    void commandsOfTheSqliteShellAreRefused() {
        assertRefused(
                "SELECT 1;\n.mode csv\nSELECT 2;",
                SQLITE,
                "2:1",
                ".mode csv is a command of the sqlite3 shell, not SQL: remove it, or say the same in SQL");
    }

    @Test
    void copyDataWithoutAnEndAreReportedWhereTheyBegin() {
        assertRefused(
                "SELECT 1;\nCOPY t FROM stdin;\n1\n2\n\\.x\n",
                POSTGRESQL,
                "3:1",
                "these data of COPY … FROM stdin have no end: a line with only \\. is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {" SELECT 2;", "1\tx"})
    void nothingMayFollowACopyInItsLine(String rest) {
        SqlSyntaxException refusal = refusal("COPY t FROM stdin;" + rest + "\n\\.\n", POSTGRESQL);
        assertThat(refusal.position().line()).isEqualTo(1);
        assertThat(refusal.sentence())
                .isEqualTo("the data of COPY … FROM stdin begin in the line after it; nothing may follow here");
    }

    @Test
    void copyWithoutASemicolonIsRefused() {
        assertRefused(
                "COPY t FROM stdin\n",
                POSTGRESQL,
                "1:1",
                "COPY … FROM stdin needs a semicolon, and its data in the lines below");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "53454C4543542027E4273B,0xE4", // 'ä' in ISO 8859-1
        "53454C45435420278027,0x80", // a continuation byte alone
        "53454C4543542027C0AF27,0xC0", // an overlong form
        "53454C4543542027EDA08027,0xED", // a surrogate
        "53454C4543542027F490808027,0xF4", // beyond the last code point
        "53454C4543542027C3,0xC3", // cut off at the end
        "53454C4543542027E282,0xE2",
    })
    void bytesThatAreNotUtf8AreReportedWithTheirPlace(String hex, String b) {
        byte[] script = java.util.HexFormat.of().parseHex(hex);
        SqlSyntaxException refusal = refusal(script, POSTGRESQL, ScriptOptions.defaults());
        assertThat(refusal.position()).isEqualTo(new SourcePosition(1, 9, 8));
        assertThat(refusal.sentence())
                .isEqualTo("byte " + b + " is not valid UTF-8 here; save the file in the encoding UTF-8");
    }

    @Test
    void columnsBeforeABadByteCountCodePoints() {
        byte[] script = ("-- first\nSELECT 'größe 😀 " + "\u00ff").getBytes(UTF_8);
        byte[] bad = java.util.Arrays.copyOf(script, script.length - 1);
        assertThat(refusal(bad, SQLITE, ScriptOptions.defaults()).position()).hasToString("2:17");
    }

    @Test
    void badBytesInCopyDataAreReportedWithTheirPlace() {
        byte[] script = "COPY t FROM stdin;\n1\n\u00e4\n\\.\n".getBytes(ISO_8859_1);
        assertThat(refusal(script, POSTGRESQL, ScriptOptions.defaults()).position())
                .hasToString("3:1");
    }

    @Test
    void statementsBeforeABadByteAreGood() throws IOException {
        byte[] script = "SELECT 1; SELECT 2; \u00e4".getBytes(ISO_8859_1);
        try (var sql = SqlScript.open(new ByteArrayInputStream(script), POSTGRESQL, ScriptOptions.defaults())) {
            assertThat(sql.next()).extracting("text").isEqualTo("SELECT 1");
            assertThat(sql.next()).extracting("text").isEqualTo("SELECT 2");
            assertThatCode(sql::next).isInstanceOf(SqlSyntaxException.class);
        }
    }

    @Test
    void utf16IsRecognisedByItsNulBytes() {
        SqlSyntaxException refusal = refusal("SELECT 1".getBytes(UTF_16LE), POSTGRESQL, ScriptOptions.defaults());
        assertThat(refusal.position()).hasToString("1:2");
        assertThat(refusal.sentence())
                .isEqualTo("a NUL byte: SQL text cannot contain one; is the file UTF-16 or binary?");
    }

    @Test
    void tooLongAStatementIsRefusedWhereItBegins() {
        String script = "SELECT 1;\n SELECT '" + "x".repeat(1000) + "';";
        SqlSyntaxException refusal = refusal(
                script.getBytes(UTF_8), POSTGRESQL, ScriptOptions.defaults().withMaxStatementBytes(1000));
        assertThat(refusal.position()).hasToString("2:2");
        assertThat(refusal.sentence())
                .isEqualTo("this statement is longer than 1000 bytes, the limit for one statement; "
                        + "is a quote, a parenthesis or a semicolon missing?");
    }

    @Test
    void theLimitOfAStatementCountsItsOwnBytesOnly() throws IOException {
        String statement = "SELECT '" + "x".repeat(991) + "'";
        String script = "/* " + "x".repeat(600_000) + " */" + (statement + ";\n" + " ".repeat(2000)).repeat(3);
        assertThat(Scripts.split(
                        script.getBytes(UTF_8),
                        POSTGRESQL,
                        ScriptOptions.defaults().withMaxStatementBytes(1000)))
                .hasSize(3)
                .allSatisfy(read -> assertThat(read.text()).isEqualTo(statement));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '§', textBlock = """
            -- aicli: no-transactions       ~ 1:1 ~ unknown directive "no-transactions"; known are: no-transaction, lock-timeout 5s, statement-timeout 10min, foreign-keys off
            -- aicli:                       ~ 1:1 ~ unknown directive ""; known are: no-transaction, lock-timeout 5s, statement-timeout 10min, foreign-keys off
            -- aicli: no-transaction please ~ 1:1 ~ the directive no-transaction takes no value
            -- x\\n  -- aicli: lock-timeout 5 ~ 2:3 ~ the directive lock-timeout needs a time with its unit (ms, s, min, h, d), such as lock-timeout 5s
            -- aicli: statement-timeout -1s ~ 1:1 ~ the directive statement-timeout needs a time with its unit (ms, s, min, h, d), such as statement-timeout 5s
            -- aicli: foreign-keys on       ~ 1:1 ~ the directive foreign-keys can only be off
            -- aicli: lock-timeout 1s\\n-- aicli: lock-timeout 2s ~ 2:1 ~ the directive lock-timeout stands here twice
            SELECT 1; -- aicli: no-transaction ~ 1:11 ~ the directive "no-transaction" belongs at the top, before the first statement
            SELECT -- aicli: no-transaction\\n1 ~ 1:8 ~ the directive "no-transaction" belongs at the top, before the first statement
            """)
    void directivesThatCannotBeFollowedAreRefused(String script, String place, String sentence) {
        SqlSyntaxException refusal = catchThrowableOfType(
                SqlSyntaxException.class, () -> Scripts.scan(script.replace("\\n", "\n"), POSTGRESQL));
        assertThat(refusal.position()).hasToString(place);
        assertThat(refusal.sentence()).isEqualTo(sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
            -- +goose StatementBegin\\nSELECT 1;\\n                 ~ 1:1 ~ this StatementBegin has no StatementEnd
            SELECT 1;\\n-- +goose StatementEnd\\n                   ~ 2:1 ~ there is no StatementBegin before this StatementEnd
            -- +goose StatementBegin\\n-- +goose StatementBegin\\n  ~ 2:1 ~ the block that StatementBegin opened in line 1 is still open
            """)
    void gooseMarkersThatDoNotMatchAreRefused(String script, String place, String sentence) {
        byte[] bytes = script.replace("\\n", "\n").getBytes(UTF_8);
        SqlSyntaxException refusal =
                refusal(bytes, POSTGRESQL, ScriptOptions.defaults().withGooseMarkers());
        assertThat(refusal.position()).hasToString(place);
        assertThat(refusal.sentence()).isEqualTo(sentence);
        assertThatCode(() -> Scripts.split(bytes, POSTGRESQL, ScriptOptions.defaults()))
                .doesNotThrowAnyException();
    }

    @Test
    void linesAreCountedFromTheSectionsFirst() {
        SqlSyntaxException refusal = refusal(
                "SELECT 1;\nSELECT '".getBytes(UTF_8),
                POSTGRESQL,
                ScriptOptions.defaults().startingAtLine(40));
        assertThat(refusal).hasMessage("line 41, column 8: this string is never closed: ' is missing");
    }
}
