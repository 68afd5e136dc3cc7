package dev.aicli.migrate.project;

import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One value of the project, with the place to name when it is wrong.
 *
 * @param name what the user calls it: {@code database.url}, {@code --database-url}, {@code AICLI_DATABASE_URL}
 * @param raw as written
 * @param place where in the file; absent for an option or an environment variable
 * @param quote how many characters stand before the text at its place: 1 for a quotation mark
 * @param variables expand the text; absent where it is taken as it is
 * @param base the folder that a relative path is relative to
 */
record ProjectValue(
        String name,
        String raw,
        @Nullable SourceLocation place,
        int quote,
        @Nullable Variables variables,
        Path base) {
    /** An option or an environment variable: taken as it is. */
    static ProjectValue given(String name, String text, Path workingDirectory) {
        return new ProjectValue(name, text, null, 0, null, workingDirectory);
    }

    /** {@return a part of this value, taken as it is} */
    ProjectValue withText(String text) {
        return new ProjectValue(name, text, place, quote, null, base);
    }

    /** {@return the text with variables expanded: only now, since one that is overridden need not be set} */
    String text() {
        return variables == null || place == null ? raw : variables.expand(raw, place);
    }

    /** {@return what {@code parser} makes of the text} Throws UsageException, with the form that it should have. */
    <T> T as(Function<String, Optional<T>> parser, String form) {
        return parser.apply(text())
                .orElseThrow(() -> new UsageException(name + " cannot be read: '" + raw + "'")
                        .at(place)
                        .next("write " + form));
    }

    /** {@return the place of a character of the text} */
    SourceLocation textPlace(int index) {
        return place == null
                ? SourceLocation.of(name)
                : new SourceLocation(place.file(), place.line(), place.column() + quote + index);
    }

    boolean asBoolean() {
        return as(
                text -> switch (text) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                },
                "true or false");
    }

    int asCount() {
        return as(
                text -> text.matches("[0-9]{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty(),
                "a whole number, 0 or more");
    }

    Path asPath() {
        try {
            return base.resolve(text()).normalize();
        } catch (InvalidPathException e) {
            throw new UsageException(name + " is no path: " + e.getReason(), e).at(place);
        }
    }
}
