package dev.aicli.migrate.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Names a backup, and its folder: the time in UTC to the millisecond, so that names sort by age, and four characters
 * that keep two of the same millisecond apart ({@code 20250801T120000123Z-k3x9}).
 */
public record BackupId(String text) implements Comparable<BackupId> {
    private static final Pattern SYNTAX = Pattern.compile("[0-9]{8}T[0-9]{9}Z-[0-9a-z]{4}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int SUFFIXES = 36 * 36 * 36 * 36;

    public BackupId {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException("not a backup id: " + text);
        }
    }

    /** {@return a new id for a backup made at that time} */
    public static BackupId at(Instant time) {
        int number = SUFFIXES + ThreadLocalRandom.current().nextInt(SUFFIXES);
        return new BackupId(
                TIME.format(time) + "-" + Integer.toString(number, 36).substring(1));
    }

    /** {@return the id that the text is; empty when it is none} */
    public static Optional<BackupId> parse(String text) {
        return SYNTAX.matcher(text).matches() ? Optional.of(new BackupId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(BackupId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
