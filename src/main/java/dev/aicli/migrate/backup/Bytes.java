package dev.aicli.migrate.backup;

import java.util.Locale;

/** Sizes as people read them. */
public final class Bytes {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Bytes() {}

    /** {@return the size with a decimal unit: {@code 999 B}, {@code 1.5 GB}} */
    public static String text(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes / 1_000.0;
        int unit = 0;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
