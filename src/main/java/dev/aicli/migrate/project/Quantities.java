package dev.aicli.migrate.project;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
public final class Quantities {
    /** What a duration looks like, for messages. */
    public static final String DURATION_FORM = "a number with a unit: 500ms, 5s, 10min, 2h, 1d; 0 for none";

    /** What a size looks like, for messages. */
    public static final String SIZE_FORM = "a number with a unit: 500MB, 20GB, 1TiB";

    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,12})\\s*([A-Za-z]+)");
    private static final Map<String, Duration> DURATION_UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Map<String, Long> SIZE_UNITS = Map.of(
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "tb", 1_000_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30,
            "tib", 1L << 40);

    private Quantities() {}

    /** {@return the duration that the text means; empty when it is none} */
    public static Optional<Duration> duration(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher quantity = QUANTITY.matcher(text);
        Duration unit = quantity.matches() ? DURATION_UNITS.get(quantity.group(2)) : null;
        return Optional.ofNullable(unit).map(one -> one.multipliedBy(Long.parseLong(quantity.group(1))));
    }

    /** {@return the number of bytes that the text means; empty when it is none} */
    static Optional<Long> size(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        Long unit = quantity.matches() ? SIZE_UNITS.get(quantity.group(2).toLowerCase(Locale.ROOT)) : null;
        long number = unit == null ? 0 : Long.parseLong(quantity.group(1));
        return unit == null || number > Long.MAX_VALUE / unit ? Optional.empty() : Optional.of(number * unit);
    }
}
