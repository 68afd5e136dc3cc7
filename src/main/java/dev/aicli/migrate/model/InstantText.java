package dev.aicli.migrate.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Instants as ISO 8601 texts, {@code 2026-03-01T12:30:05.120Z}: the same as {@link Instant#toString} and
 * {@link Instant#parse}, whose formatters take longer to get going than to read ten thousand rows of history this way.
 */
public final class InstantText {
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int WITHOUT_FRACTION = "2026-03-01T12:30:05Z".length();
    private static final int WITH_MILLIS = "2026-03-01T12:30:05.120Z".length();

    private InstantText() {}

    /** {@return what {@link Instant#toString} returns} */
    public static String of(Instant instant) {
        int nanos = instant.getNano();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), SECONDS_OF_DAY));
        if (nanos % NANOS_OF_MILLI != 0 || date.getYear() < 0 || date.getYear() > 9999) {
            return instant.toString();
        }
        int second = Math.floorMod(instant.getEpochSecond(), SECONDS_OF_DAY);
        StringBuilder text = new StringBuilder(WITH_MILLIS);
        digits(text, date.getYear(), 4).append('-');
        digits(text, date.getMonthValue(), 2).append('-');
        digits(text, date.getDayOfMonth(), 2).append('T');
        digits(text, second / 3600, 2).append(':');
        digits(text, second / 60 % 60, 2).append(':');
        digits(text, second % 60, 2);
        if (nanos > 0) {
            digits(text.append('.'), nanos / NANOS_OF_MILLI, 3);
        }
        return text.append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        for (int unit = width == 2 ? 10 : width == 3 ? 100 : 1000; unit > 0; unit /= 10) {
            text.append((char) ('0' + number / unit % 10));
        }
        return text;
    }

    /** {@return what {@link Instant#parse} returns} Throws what it throws. */
    public static Instant parse(String text) {
        int length = text.length();
        boolean millis = length == WITH_MILLIS && text.charAt(WITHOUT_FRACTION - 1) == '.';
        if ((length != WITHOUT_FRACTION && !millis) || text.charAt(length - 1) != 'Z') {
            return Instant.parse(text);
        }
        int year = number(text, 0, 4, '-');
        int month = number(text, 5, 2, '-');
        int day = number(text, 8, 2, 'T');
        int hour = number(text, 11, 2, ':');
        int minute = number(text, 14, 2, ':');
        int second = number(text, 17, 2, millis ? '.' : 'Z');
        int fraction = millis ? number(text, 20, 3, 'Z') : 0;
        boolean ordinary = (year | fraction) >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth()
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60;
        if (!ordinary) {
            return Instant.parse(text);
        }
        long seconds =
                LocalDate.of(year, month, day).toEpochDay() * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second;
        return Instant.ofEpochSecond(seconds, (long) fraction * NANOS_OF_MILLI);
    }

    /** {@return the digits there, as a number; -1 when they are none, or something else follows them} */
    private static int number(String text, int from, int width, char behind) {
        int number = 0;
        for (int i = from; i < from + width; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return text.charAt(from + width) == behind ? number : -1;
    }
}
