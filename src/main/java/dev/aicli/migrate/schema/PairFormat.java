package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Two files a migration: {@code 003_add_audit_log.up.sql} and {@code 003_add_audit_log.down.sql}. */
final class PairFormat implements MigrationFormat {
    private static final Pattern NAME =
            Pattern.compile("(\\d+)(?:[_ -](.*?))?\\.(up|down)(\\.+)sql", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Override
    public Optional<MigrationFile> read(Path file, String name) {
        Matcher matcher = NAME.matcher(String.valueOf(file.getFileName()));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean up = matcher.group(3).toLowerCase(Locale.ROOT).equals("up");
        Optional<Script> script = Optional.of(FileScript.whole(file, name));
        List<String> warnings = matcher.group(4).length() == 1
                ? List.of()
                : List.of(name + " has a dot too many in its name; it was read all the same");
        return Optional.of(new MigrationFile(
                name,
                NumericVersion.of(matcher.group(1)),
                description(matcher.group(2)),
                up ? script : Optional.empty(),
                up ? Optional.empty() : script,
                warnings));
    }

    /** {@return the words of a file name} */
    static String description(@Nullable String name) {
        return name == null ? "" : name.replace('_', ' ').strip();
    }
}
