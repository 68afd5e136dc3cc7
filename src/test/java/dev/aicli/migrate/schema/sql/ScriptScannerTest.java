package dev.aicli.migrate.schema.sql;

import static dev.aicli.migrate.schema.sql.Scripts.POSTGRESQL;
import static dev.aicli.migrate.schema.sql.Scripts.SQLITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptScannerTest {
    private static final String SCRIPT =
            "CREATE TABLE t (a int, b text DEFAULT 'x y');\nCOPY t FROM stdin;\n1\tx\n2\t y\n\\.\nSELECT a, -1 FROM t;\n";

    private static String checksum(String script) throws IOException {
        return Scripts.scan(script, POSTGRESQL).tokenChecksum();
    }

    static Stream<String> sameTokens() {
        return Stream.of(
                SCRIPT.replace("\n", "\r\n"),
                "\ufeff" + SCRIPT,
                "-- a comment\n/* and /* another */ */" + SCRIPT + "-- the end",
                SCRIPT.replace("SELECT a, -1", "SELECT\n\ta /* here */ , -- there\n  - 1"),
                SCRIPT.replace("t;\n", "t\n"),
                SCRIPT.replace("(a int, b", "( a  int,b"),
                SCRIPT.replace(";\nCOPY", ";;\n;COPY") + ";;");
    }

    @ParameterizedTest
    @MethodSource("sameTokens")
    void commentsBlanksAndLineEndsDoNotChangeTheChecksum(String script) throws IOException {
        assertThat(checksum(script)).isEqualTo(checksum(SCRIPT));
    }

    static Stream<String> otherTokens() {
        return Stream.of(
                SCRIPT.replace("'x y'", "'x  y'"),
                SCRIPT.replace("int,", "INT,"),
                SCRIPT.replace("a, -1", "a - 1"),
                SCRIPT.replace("a, -1", "a; -1"),
                SCRIPT.replace("1\tx", "1\tx "),
                SCRIPT.replace("2\t y\n", "2\t y\n\n"),
                SCRIPT.replace("1\tx\n2", "1\tx2"),
                SCRIPT.replace("CREATE", "SELECT 1; CREATE"),
                SCRIPT.replace("TABLE t ", "TABLE \"t\" "),
                SCRIPT.replace("DEFAULT 'x", "DEFAULT E'x"),
                SCRIPT.substring(0, SCRIPT.indexOf("SELECT")));
    }

    @ParameterizedTest
    @MethodSource("otherTokens")
    void everythingElseChangesTheChecksum(String script) throws IOException {
        assertThat(checksum(script)).isNotEqualTo(checksum(SCRIPT));
    }

    @Test
    void lineEndsInsideStringsDoNotChangeTheChecksumButOtherCarriageReturnsDo() throws IOException {
        assertThat(checksum("SELECT 'a\r\nb'")).isEqualTo(checksum("SELECT 'a\nb'"));
        assertThat(checksum("SELECT 'a\rb'")).isNotEqualTo(checksum("SELECT 'a\nb'"));
        assertThat(checksum("SELECT 'a\r'")).isNotEqualTo(checksum("SELECT 'a'"));
    }

    @Test
    void tokensAreNotMistakenForOneAnother() throws IOException {
        assertThat(checksum("SELECT a b")).isNotEqualTo(checksum("SELECT ab"));
        assertThat(checksum("SELECT 1; 2")).isNotEqualTo(checksum("SELECT 1 2"));
        assertThat(checksum("COPY t FROM stdin;\na\n\\.\n")).isNotEqualTo(checksum("COPY t FROM stdin;\n\\.\na"));
    }

    @Test
    void foreignKeysSwitchedAroundTheScriptAreNoObstacle() throws IOException {
        ScriptSummary summary =
                Scripts.scan("PRAGMA foreign_keys=off; CREATE TABLE t (a); PRAGMA foreign_keys=on", SQLITE);
        assertThat(summary.firstObstacle()).isEmpty();
        assertThat(summary.foreignKeysOff()).isTrue();
        assertThat(summary.preamble()).isEqualTo(1);
        assertThat(summary.epilogue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE TABLE t (a); PRAGMA foreign_keys=on; SELECT 1; VACUUM, 2",
        "PRAGMA foreign_keys=off; PRAGMA journal_mode=wal; CREATE TABLE t (a), 2",
        "PRAGMA busy_timeout=9; CREATE TABLE t (a); PRAGMA foreign_keys=on; PRAGMA synchronous=off, 4",
        "ATTACH 'x' AS x; CREATE TABLE x.t (a), 1",
    })
    void whatElseDoesNotBelongInATransactionIsAnObstacleWhereverItStands(String script, long number)
            throws IOException {
        assertThat(Scripts.scan(script, SQLITE).firstObstacle())
                .map(TransactionObstacle::number)
                .contains(number);
    }

    @Test
    void aSessionChangeInsideAnOwnTransactionIsAnObstacleThere() throws IOException {
        ScriptSummary summary = Scripts.scan("BEGIN; PRAGMA foreign_keys=off; CREATE TABLE t (a); COMMIT;", SQLITE);
        assertThat(summary.firstObstacleInOwnTransaction())
                .map(TransactionObstacle::reason)
                .contains("PRAGMA foreign_keys has no effect inside a transaction");
        assertThat(summary.foreignKeysOff()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"BEGIN; BEGIN; COMMIT", "COMMIT", "BEGIN; COMMIT; ROLLBACK", "SELECT 1; BEGIN", "END; BEGIN"})
    void transactionsThatDoNotMatchAreUnbalanced(String script) throws IOException {
        assertThat(Scripts.scan(script, POSTGRESQL).transactions().form()).isEqualTo(OwnTransactions.Form.UNBALANCED);
    }

    @Test
    void veryManyTransactionsAreCountedButNotAllRemembered() throws IOException {
        OwnTransactions transactions = Scripts.scan("BEGIN; SELECT 1; COMMIT;\n".repeat(5000), POSTGRESQL)
                .transactions();
        assertThat(transactions.count()).isEqualTo(5000);
        assertThat(transactions.starts()).hasSize(100);
        assertThat(transactions.form()).isEqualTo(OwnTransactions.Form.AS_WRITTEN);
    }

    @Test
    void anEnumValueMayBeNamedWhereItIsNotUsed() throws IOException {
        assertThat(Scripts.scan(
                                "ALTER TYPE t ADD VALUE 'b'; ALTER TYPE t ADD VALUE 'c' AFTER 'b';"
                                        + " ALTER TYPE t RENAME VALUE 'x' TO 'y'; SELECT 'bc', \"b\", $$b$$",
                                POSTGRESQL)
                        .firstObstacle())
                .isEmpty();
    }

    @Test
    void goosesNoTransactionCountsAnywhereButOnlyWithItsMarkers() throws IOException {
        String script = "SELECT 1;\n-- +goose no  transaction\nSELECT 2;";
        ScriptOptions goose = ScriptOptions.defaults().withGooseMarkers();
        assertThat(Scripts.scan(script, POSTGRESQL, goose).directives().noTransaction())
                .isTrue();
        assertThat(Scripts.scan(script, POSTGRESQL).directives().noTransaction())
                .isFalse();
    }

    @Test
    void aScriptOfCommentsIsEmpty() throws IOException {
        assertThat(Scripts.scan("-- nothing\n;/* here */", POSTGRESQL).isEmpty())
                .isTrue();
        assertThat(Scripts.scan("SELECT", POSTGRESQL).isEmpty()).isFalse();
    }

    @Test
    void anObstacleShowsTheStatementsFirstLines() throws IOException {
        ScriptSummary summary = Scripts.scan("SELECT 1;\nVACUUM\n  (ANALYZE)\n  a,\n  b", POSTGRESQL);
        assertThat(summary.firstObstacle())
                .contains(new TransactionObstacle(
                        2,
                        new SourcePosition(2, 1, 10),
                        "VACUUM cannot run inside a transaction",
                        "VACUUM\n  (ANALYZE)\n  a,\n…"));
    }
}
