package dev.aicli.migrate.schema.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithThePlatformsDecoder(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = randomText(random).getBytes(UTF_8);
            for (int damages = random.nextInt(3); damages > 0 && bytes.length > 0; damages--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(255) + 1);
            }
            var decoder = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
            ByteBuffer in = ByteBuffer.wrap(bytes);
            CoderResult result = decoder.decode(in, CharBuffer.allocate(bytes.length), false);
            assertThat(Utf8.validUntil(bytes, 0, bytes.length)).isEqualTo(in.position());
            if (in.hasRemaining() && result.isMalformed()) {
                assertThat(Utf8.isTruncated(bytes, in.position(), bytes.length)).isFalse();
            }
        }
    }

    private static String randomText(Random random) {
        var text = new StringBuilder();
        for (int n = random.nextInt(30); n > 0; n--) {
            int most = new int[] {0x80, 0x80, 0x800, 0x10000, 0x110000}[random.nextInt(5)];
            int c = 1 + random.nextInt(most - 1);
            text.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 'x' : c);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "߿", "ࠀ", "€", "퟿", "\ue000", "\uffff", "😀", "\udbff\udfff"})
    void theBeginningOfACharacterIsTruncatedNotInvalid(String character) {
        byte[] bytes = ("x" + character).getBytes(UTF_8);
        assertThat(Utf8.validUntil(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        for (int end = 2; end < bytes.length; end++) {
            assertThat(Utf8.validUntil(bytes, 0, end)).isEqualTo(1);
            assertThat(Utf8.isTruncated(bytes, 1, end)).isTrue();
        }
    }

    @Test
    void nulIsNoText() {
        for (int at = 0; at < 40; at++) {
            var bytes = new byte[40];
            java.util.Arrays.fill(bytes, (byte) 'x');
            bytes[at] = 0;
            assertThat(Utf8.validUntil(bytes, 0, 40)).isEqualTo(at);
            assertThat(Utf8.isTruncated(bytes, at, 40)).isFalse();
        }
    }
}
