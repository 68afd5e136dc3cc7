package dev.aicli.migrate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    @Test
    void anyInstantReadsAsTheLibraryWritesIt() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            // The years -700 to 13000, whole seconds among them.
            long millis = random.nextLong(-84_000_000_000_000L, 350_000_000_000_000L);
            Instant instant = Instant.ofEpochMilli(i % 3 == 0 ? millis / 1000 * 1000 : millis);
            assertThat(InstantText.of(instant)).isEqualTo(instant.toString());
            assertThat(InstantText.parse(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59.999Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T12:30:05.1Z",
                "2026-03-01T12:30:05.123456Z",
                "1970-01-01T00:00:00Z"
            })
    void whateverTheLibraryReadsIsReadAlike(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
        assertThat(InstantText.of(Instant.parse(text)))
                .isEqualTo(Instant.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2023-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-03-00T00:00:00Z",
                "2026-03-01T25:00:00Z",
                "2026-03-01T12:60:05Z",
                "2026-03-01 12:30:05Z",
                "2026-03-01T12:30:05.1x3Z",
                "2026-03-01T12:30:05.120X"
            })
    void whatTheLibraryRefusesIsRefused(String text) {
        assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
