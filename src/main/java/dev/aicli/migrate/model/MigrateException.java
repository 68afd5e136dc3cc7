package dev.aicli.migrate.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stops a command: one sentence of what happened, where, what to do next, and the exit code that scripts see.
 *
 * <p>The family is closed: a kind of failure is a kind of exit code. Messages, details and causes must be free of
 * secrets, since they are printed, stored in history and written as JSON.
 */
public abstract sealed class MigrateException extends RuntimeException
        permits BackupException,
                ConnectionException,
                IncompatibleException,
                InterruptedRunException,
                LockException,
                MigrationFailedException,
                PartialStateException,
                UsageException,
                ValidationException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient Map<String, String> details = new LinkedHashMap<>();
    private final transient List<MigrateException> others = new ArrayList<>();
    private transient @Nullable SourceLocation location;
    private transient @Nullable String nextStep;

    MigrateException(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** {@return the process exit status for this failure} */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** {@return the place in a file, where there is one} */
    public Optional<SourceLocation> location() {
        return Optional.ofNullable(location);
    }

    /** {@return what the user can do about it} */
    public Optional<String> nextStep() {
        return Optional.ofNullable(nextStep);
    }

    /** {@return named facts in the order they were added, such as {@code sqlstate}, {@code detail}, {@code hint}} */
    public Map<String, String> details() {
        return Collections.unmodifiableMap(details);
    }

    /** {@return what would have stopped the command too, had this not come first} */
    public List<MigrateException> others() {
        return Collections.unmodifiableList(others);
    }

    /** Throws the first of these, which then knows of the others; returns where there are none. */
    public static void throwFirst(List<MigrateException> failures) {
        if (!failures.isEmpty()) {
            MigrateException first = failures.get(0);
            first.others.addAll(failures.subList(1, failures.size()));
            throw first;
        }
    }

    /** Names the place; returns this exception, to be thrown. */
    public MigrateException at(@Nullable SourceLocation place) {
        this.location = place;
        return this;
    }

    /** Says what to do next; returns this exception, to be thrown. */
    public MigrateException next(String step) {
        this.nextStep = step;
        return this;
    }

    /** Adds a named fact, unless it is absent or blank; returns this exception, to be thrown. */
    public MigrateException detail(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            details.put(name, value);
        }
        return this;
    }
}
