package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.model.SemanticVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of servers and programs, which have one to many numbers, as semantic ones. */
public final class LooseVersion {
    private static final Pattern NUMBERS =
            Pattern.compile("(?<![0-9.])([0-9]{1,9})(?:\\.([0-9]{1,9}))?(?:\\.([0-9]{1,9}))?");
    private static final Pattern DOTTED = Pattern.compile("(?<![0-9.])[0-9]{1,9}\\.[0-9]");

    private LooseVersion() {}

    /**
     * {@return the version in a text: the first numbers with a dot between, else the first number} What is missing to
     * three numbers is 0.
     */
    public static Optional<SemanticVersion> in(String text) {
        Matcher dotted = DOTTED.matcher(text);
        Matcher numbers = NUMBERS.matcher(text);
        if (!numbers.find(dotted.find() ? dotted.start() : 0)) {
            return Optional.empty();
        }
        return Optional.of(SemanticVersion.of(
                part(numbers.group(1)) + "." + part(numbers.group(2)) + "." + part(numbers.group(3))));
    }

    private static int part(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
