package dev.aicli.migrate.schema.sql;

import static dev.aicli.migrate.schema.sql.Scripts.POSTGRESQL;
import static dev.aicli.migrate.schema.sql.Scripts.SQLITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements made of every construct, joined and split again. */
class RandomScriptTest {
    static Stream<Arguments> seeds() {
        return Stream.of(POSTGRESQL, SQLITE)
                .flatMap(dialect -> LongStream.rangeClosed(1, 200).mapToObj(seed -> Arguments.of(seed, dialect)));
    }

    static Stream<Arguments> fewSeeds() {
        return Stream.of(POSTGRESQL, SQLITE)
                .flatMap(dialect -> LongStream.rangeClosed(1, 3).mapToObj(seed -> Arguments.of(seed, dialect)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void splittingGivesBackTheStatementsThatWereJoined(long seed, SqlDialect dialect) throws IOException {
        var script = new RandomScript(seed, dialect, 40);
        assertThat(Scripts.split(script.text(), dialect))
                .extracting(SqlStatement::text)
                .isEqualTo(script.statements());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPlaceIsWhereTheStatementStands(long seed, SqlDialect dialect) throws IOException {
        var script = new RandomScript(seed, dialect, 10);
        String text = script.text();
        byte[] bytes = text.getBytes(UTF_8);
        for (SqlStatement statement : Scripts.split(text, dialect)) {
            int offset = (int) statement.start().offset();
            String before = new String(bytes, 0, offset, UTF_8);
            int lineStart = before.lastIndexOf('\n') + 1;
            assertThat(text.startsWith(statement.text(), before.length())).isTrue();
            assertThat(statement.start().line())
                    .isEqualTo(before.chars().filter(c -> c == '\n').count() + 1);
            assertThat(statement.start().column()).isEqualTo(before.codePointCount(lineStart, before.length()) + 1);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damagedScriptsAreReadTheSameHoweverTheBytesArriveOrRefused(long seed, SqlDialect dialect) throws IOException {
        var random = new Random(seed);
        byte[] script = new RandomScript(seed, dialect, 15).text().getBytes(UTF_8);
        for (int n = 0; n < 6; n++) {
            byte[] damaged = damage(script, random);
            String listing = Listing.of(damaged, dialect, ScriptOptions.defaults(), in -> in);
            assertThat(Listing.of(damaged, dialect, ScriptOptions.defaults(), in -> new Trickle(in, 1)))
                    .isEqualTo(listing);
        }
    }

    /** Cuts a piece out, puts it in elsewhere, and spoils some bytes. */
    private static byte[] damage(byte[] script, Random random) {
        int from = random.nextInt(script.length);
        int to = Math.min(script.length, from + random.nextInt(40));
        int at = random.nextInt(script.length);
        var damaged = new ByteArrayOutputStream();
        damaged.write(script, 0, at);
        damaged.write(script, from, to - from);
        damaged.write(script, at, script.length - at);
        byte[] bytes = damaged.toByteArray();
        for (int n = random.nextInt(3); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) "'\"$;()[]`\\-*/\n\r\0.\u00ff".charAt(random.nextInt(18));
        }
        return bytes;
    }

    /** Long enough for the window to move and to grow many times. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void longScriptsReadTheSameHoweverTheBytesArrive(long seed, SqlDialect dialect) throws IOException {
        var script = new RandomScript(seed, dialect, 12_000);
        byte[] bytes = (script.text() + "SELECT '" + "long;\n".repeat(200_000) + "';" + script.text()).getBytes(UTF_8);
        List<SqlStatement> expected = Scripts.split(bytes, dialect, ScriptOptions.defaults());
        assertThat(expected).hasSize(24_001);
        assertThat(expected.subList(0, 12_000)).extracting(SqlStatement::text).isEqualTo(script.statements());
        ScriptSummary summary = ScriptScanner.scan(new ByteArrayInputStream(bytes), dialect, ScriptOptions.defaults());
        for (int most : new int[] {1, 7, 1000, 64 << 10}) {
            List<SqlStatement> read = new ArrayList<>();
            try (var sql = SqlScript.open(
                    new Trickle(new ByteArrayInputStream(bytes), most), dialect, ScriptOptions.defaults())) {
                for (SqlStatement next = sql.next(); next != null; next = sql.next()) {
                    read.add(next);
                }
            }
            assertThat(read.equals(expected)).as("%d bytes at a time", most).isTrue();
            assertThat(ScriptScanner.scan(
                            new Trickle(new ByteArrayInputStream(bytes), most), dialect, ScriptOptions.defaults()))
                    .isEqualTo(summary);
        }
    }
}
