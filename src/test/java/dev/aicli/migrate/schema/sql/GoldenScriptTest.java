package dev.aicli.migrate.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.platform.postgresql.sql.PostgreSqlDialect;
import dev.aicli.migrate.platform.sqlite.sql.SqliteDialect;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the scripts under {@code src/test/resources/sql}. With {@code -Dgolden.write=true} what is read becomes what is
 * expected, to be looked through before it is committed.
 */
class GoldenScriptTest {
    static Stream<GoldenScript> scripts() {
        return Stream.of(new PostgreSqlDialect(), new SqliteDialect())
                .map(GoldenScript::of)
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void readsAsExpected(GoldenScript script) throws IOException {
        String listing = Listing.of(script.input(), script.dialect(), script.options(), in -> in);
        if (Boolean.getBoolean("golden.write")) {
            script.expect(listing);
        }
        assertThat(listing).isEqualTo(script.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void readsTheSameHoweverTheBytesArrive(GoldenScript script) throws IOException {
        for (int most : new int[] {1, 2, 7, 64 << 10}) {
            String listing =
                    Listing.of(script.input(), script.dialect(), script.options(), in -> new Trickle(in, most));
            assertThat(listing).as("%d bytes at a time", most).isEqualTo(script.expected());
        }
    }
}
