package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a migration to be written: numbered on from the last one as the folder does it, by ones or by the time.
 *
 * @param version as it is written in the names, leading zeros included
 * @param name the words of the names
 */
record NewMigration(Path folder, String version, String name) {
    private static final Pattern LEADING_DIGITS = Pattern.compile("(?:.*[/\\\\])?([0-9]+)[^/\\\\]*");
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DEFAULT_WIDTH = 3;
    private static final int TIMESTAMP_WIDTH = 14;

    /**
     * Works out the next version.
     *
     * @param existing what the folder holds, lowest version first
     * @param timestamp whether the time is wanted whatever the folder does
     */
    static NewMigration next(Path folder, List<Migration> existing, String words, boolean timestamp, Instant now) {
        Optional<String> last = existing.isEmpty() ? Optional.empty() : digits(existing.get(existing.size() - 1));
        boolean byTime = timestamp
                || last.filter(digits -> digits.length() == TIMESTAMP_WIDTH).isPresent();
        String following = after(last.orElse("0".repeat(DEFAULT_WIDTH)));
        String time = TIMESTAMP.format(now);
        boolean timeIsLater = new BigInteger(time).compareTo(new BigInteger(following)) >= 0;
        return new NewMigration(folder, byTime && timeIsLater ? time : following, fileName(words));
    }

    /** {@return the version of a migration as its file's name has it} */
    private static Optional<String> digits(Migration migration) {
        Matcher matcher = LEADING_DIGITS.matcher(
                migration.up().or(migration::down).orElseThrow().name());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String after(String digits) {
        String next = new BigInteger(digits).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, digits.length() - next.length())) + next;
    }

    private static String fileName(String words) {
        String name = words.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
        if (name.isEmpty()) {
            throw new UsageException("the name of a migration is made of letters and digits: '" + words + "'")
                    .next("say what it does, such as add_audit_log");
        }
        return name;
    }

    Path up() {
        return folder.resolve(version + "_" + name + ".up.sql");
    }

    Path down() {
        return folder.resolve(version + "_" + name + ".down.sql");
    }

    /** Writes both files; neither may exist. */
    void write() {
        String title = name.replace('_', ' ');
        String up = """
                -- %s
                --
                -- One transaction together with its record in history. To run outside of one, statement by statement:
                -- a line "-- aicli: no-transaction". To wait longer for locks: "-- aicli: lock-timeout 30s".

                """.formatted(title);
        String down = """
                -- Takes back: %s

                """.formatted(title);
        try {
            Files.createDirectories(folder);
            Files.writeString(up(), up, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.writeString(down(), down, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("there is a file " + e.getFile() + " already", e)
                    .next("run the command again, or choose another name");
        } catch (IOException e) {
            throw new UsageException("cannot write into " + folder + ": " + e.getMessage(), e)
                    .next("see that the folder is there and that this user may write to it");
        }
    }
}
