package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two files a migration: {@code 003_add_audit_log.up.sql} and {@code 003_add_audit_log.down.sql}. */
final class PairFormat implements MigrationFormat {
    private static final String SEPARATORS = "_ -";
    private static final String ENDING = "sql";

    /** By hand and not with a pattern: there may be thousands of files. */
    @Override
    public Optional<MigrationFile> read(Path file, String fileName, String name) {
        int beforeEnding = fileName.length() - ENDING.length();
        int end = beforeEnding;
        while (end > 0 && fileName.charAt(end - 1) == '.') {
            end--;
        }
        boolean up = endsWith(fileName, end, ".up");
        if (end == beforeEnding
                || !endsWith(fileName, fileName.length(), ENDING)
                || !(up || endsWith(fileName, end, ".down"))) {
            return Optional.empty();
        }
        end = fileName.lastIndexOf('.', end - 1);
        int digits = 0;
        while (digits < end && fileName.charAt(digits) >= '0' && fileName.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || (digits < end && SEPARATORS.indexOf(fileName.charAt(digits)) < 0)) {
            return Optional.empty();
        }
        Optional<Script> script = Optional.of(FileScript.whole(file, name));
        List<String> warnings = end + (up ? ".up." : ".down.").length() == beforeEnding
                ? List.of()
                : List.of(name + " has a dot too many in its name; it was read all the same");
        return Optional.of(new MigrationFile(
                name,
                NumericVersion.of(fileName.substring(0, digits)),
                digits == end ? "" : description(fileName.substring(digits + 1, end)),
                up ? script : Optional.empty(),
                up ? Optional.empty() : script,
                warnings));
    }

    private static boolean endsWith(String name, int end, String ending) {
        return name.regionMatches(true, end - ending.length(), ending, 0, ending.length());
    }

    /** {@return the words of a file name} */
    static String description(@Nullable String name) {
        return name == null ? "" : name.replace('_', ' ').strip();
    }
}
