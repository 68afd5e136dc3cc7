package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void theTextIsMaskedBeforeItIsCut(int lines) {
        String sql = "CREATE ROLE r " + "x".repeat(180) + " PASSWORD 's3cret" + "y".repeat(300) + "'";
        assertThat(Excerpts.firstLines(sql, lines)).doesNotContain("s3cret");
    }
}
