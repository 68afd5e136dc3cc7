package dev.aicli.migrate.schema.sql;

import static dev.aicli.migrate.schema.sql.Scripts.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStatementTest {
    private static SqlStatement second(String script) throws IOException {
        return Scripts.split(script, POSTGRESQL).get(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 3, 16",
        "1, 2, 3, 16",
        "8, 2, 10, 23",
        "9, 2, 11, 24",
        "10, 2, 12, 26",
        "11, 2, 13, 30",
        "12, 2, 14, 31",
        "13, 3, 1, 32",
        "14, 3, 2, 33",
        "99, 3, 2, 33"
    })
    void theServersPositionBecomesAPlaceInTheScript(int codePoint, long line, long column, long offset)
            throws IOException {
        SqlStatement statement = second("SELECT 'ä;';\n  SELECT 'ö😀'\nx;");
        assertThat(statement.positionAt(codePoint)).isEqualTo(new SourcePosition(line, column, offset));
    }

    @Test
    void theStartIsGivenInLinesCodePointsAndBytes() throws IOException {
        SqlStatement statement = second("SELECT '😀';\n/* ü */ SELECT 2");
        assertThat(statement.start()).isEqualTo(new SourcePosition(2, 9, 24));
        assertThat(statement.number()).isEqualTo(2);
    }

    @Test
    void theFirstLinesEndWithAnEllipsisWhenThereAreMore() throws IOException {
        SqlStatement statement = second(";SELECT 1;SELECT\r\n  2,\n  3");
        assertThat(statement.firstLines(2)).isEqualTo("SELECT\n  2,\n…");
        assertThat(statement.firstLines(3)).isEqualTo("SELECT\n  2,\n  3");
        assertThat(second("SELECT 1; SELECT  '" + "😀".repeat(200) + "'").firstLines(1))
                .hasSize(200)
                .endsWith("😀…");
    }
}
