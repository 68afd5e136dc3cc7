package dev.aicli.migrate.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a database URL is read against: the process' surroundings, handed in as values.
 *
 * @param variables environment variables
 * @param home the user's home folder, where {@code .pgpass} and {@code .pg_service.conf} lie
 * @param directory what relative paths are relative to
 * @param operatingSystemUser the database user where none is named, as libpq has it
 * @param socketFolder where a server of this machine has its Unix socket, for URLs that name no host
 */
public record UrlEnvironment(
        Map<String, String> variables,
        Path home,
        Path directory,
        String operatingSystemUser,
        Optional<Path> socketFolder) {
    /** Surroundings without a server of this machine's own. */
    public UrlEnvironment(Map<String, String> variables, Path home, Path directory, String operatingSystemUser) {
        this(variables, home, directory, operatingSystemUser, Optional.empty());
    }

    public UrlEnvironment {
        variables = Map.copyOf(variables);
        directory = directory.toAbsolutePath().normalize();
    }

    /** {@return the value of an environment variable; empty when it is unset or empty} */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Leaves the variables out: one of them may be {@code PGPASSWORD}. */
    @Override
    public String toString() {
        return "UrlEnvironment[" + directory + "]";
    }
}
