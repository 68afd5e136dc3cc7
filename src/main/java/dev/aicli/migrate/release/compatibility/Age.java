package dev.aicli.migrate.release.compatibility;

import java.time.Duration;

/** How long something has gone on, as people say it. */
public final class Age {
    private Age() {}

    /** {@return {@code 350 ms}, {@code 12 s}, {@code 5 min}, {@code 3 h 20 min}} */
    public static String text(long millis) {
        Duration age = Duration.ofMillis(millis);
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (age.toSeconds() < 60) {
            return age.toSeconds() + " s";
        }
        if (age.toMinutes() < 60) {
            return age.toMinutes() + " min";
        }
        return age.toHours() + " h" + (age.toMinutesPart() == 0 ? "" : " " + age.toMinutesPart() + " min");
    }
}
