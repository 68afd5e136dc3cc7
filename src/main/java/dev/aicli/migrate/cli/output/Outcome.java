package dev.aicli.migrate.cli.output;

import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What came of a command, to be shown as text or as JSON.
 *
 * @param exitCode the process' exit status
 * @param data writes the members of {@code data} of the JSON document
 * @param text writes the same for people
 * @param failure what stopped it, when something was done before
 */
public record Outcome(
        ExitCode exitCode, Consumer<JsonWriter> data, Consumer<TextOutput> text, Optional<MigrateException> failure) {
    /** {@return a success} */
    public static Outcome ok(Consumer<JsonWriter> data, Consumer<TextOutput> text) {
        return new Outcome(ExitCode.DONE, data, text, Optional.empty());
    }

    /** {@return the same with another exit code that is no failure} */
    public Outcome with(ExitCode other) {
        return new Outcome(other, data, text, failure);
    }

    /** {@return a failure that leaves something to tell of} */
    public static Outcome failed(MigrateException failure, Consumer<JsonWriter> data) {
        return new Outcome(failure.exitCode(), data, text -> {}, Optional.of(failure));
    }
}
