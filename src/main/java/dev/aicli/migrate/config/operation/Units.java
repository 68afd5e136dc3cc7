package dev.aicli.migrate.config.operation;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations ({@code 30s}, {@code 5m}) and sizes ({@code 10MB}, {@code 1GiB}), as numbers in a unit and as text. */
final class Units {
    /** Milliseconds. */
    static final Map<String, BigDecimal> DURATIONS = new LinkedHashMap<>();

    /** Bytes. */
    static final Map<String, BigDecimal> SIZES = new LinkedHashMap<>();

    private static final Pattern TEXT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([A-Za-z]+)");

    static {
        long second = 1000;
        DURATIONS.put("ms", BigDecimal.ONE);
        DURATIONS.put("s", BigDecimal.valueOf(second));
        DURATIONS.put("m", BigDecimal.valueOf(60 * second));
        DURATIONS.put("h", BigDecimal.valueOf(3600 * second));
        DURATIONS.put("d", BigDecimal.valueOf(24 * 3600 * second));
        String[] prefixes = {"K", "M", "G", "T"};
        SIZES.put("B", BigDecimal.ONE);
        for (int i = 0; i < prefixes.length; i++) {
            SIZES.put(prefixes[i] + "B", BigDecimal.TEN.pow(3 * (i + 1)));
            SIZES.put(prefixes[i] + "iB", BigDecimal.valueOf(1024).pow(i + 1));
        }
    }

    private Units() {}

    /** {@return the table that knows the unit} */
    static Optional<Map<String, BigDecimal>> tableOf(String unit) {
        if (DURATIONS.containsKey(unit)) {
            return Optional.of(DURATIONS);
        }
        return SIZES.containsKey(unit) ? Optional.of(SIZES) : Optional.empty();
    }

    /** {@return a text with a unit as a whole number of another unit; empty where it is none or not a whole one} */
    static Optional<String> toNumber(String text, String unit) {
        Matcher matcher = TEXT.matcher(text);
        Optional<Map<String, BigDecimal>> table = tableOf(unit);
        if (!matcher.matches() || table.isEmpty() || !table.get().containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        BigDecimal[] number = new BigDecimal(matcher.group(1))
                .multiply(table.get().get(matcher.group(2)))
                .divideAndRemainder(table.get().get(unit));
        return number[1].signum() == 0 ? Optional.of(number[0].toBigInteger().toString()) : Optional.empty();
    }
}
