package dev.aicli.migrate.cli.output;

import java.util.Locale;

/** Numbers as people read them. */
public final class Quantity {
    private static final String UNITS = "KMGTPE";

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

    /** {@return {@code 512 B}, {@code 8.0 KiB}, {@code 1.2 GiB}} */
    public static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = -1;
        while (size >= 1024 && unit < UNITS.length() - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %ciB", size, UNITS.charAt(unit));
    }

    /** {@return {@code 1 migration}, {@code 2 migrations}} */
    public static String count(long number, String singular) {
        return number + " " + singular + (number == 1 ? "" : "s");
    }
}
