package dev.aicli.migrate.cli.output;

import java.util.Locale;

/** Numbers as people read them. */
public final class Quantity {
    private Quantity() {}

    /** {@return {@code 12 ms}, {@code 1.3 s}, {@code 2 min 05 s}} */
    public static String duration(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        return String.format(Locale.ROOT, "%d min %02d s", millis / 60_000, millis / 1_000 % 60);
    }

    /** {@return {@code 1 migration}, {@code 2 migrations}} */
    public static String count(long number, String singular) {
        return number + " " + singular + (number == 1 ? "" : "s");
    }
}
