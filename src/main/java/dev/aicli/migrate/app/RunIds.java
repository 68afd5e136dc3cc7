package dev.aicli.migrate.app;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Names of runs: the time, so that they sort, and four letters against two runs in one millisecond. */
public final class RunIds {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int ALPHABET = 36;
    private static final int LETTERS = 4;

    private RunIds() {}

    public static String next() {
        StringBuilder id = new StringBuilder(TIME.format(Instant.now())).append('-');
        for (int i = 0; i < LETTERS; i++) {
            id.append(Character.forDigit(ThreadLocalRandom.current().nextInt(ALPHABET), ALPHABET));
        }
        return id.toString();
    }
}
