package dev.aicli.migrate.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a release needs around it.
 *
 * @param databases the kinds of database that it works on ({@code postgresql}, {@code sqlite}), each with the versions;
 *     empty for any
 * @param extensions extensions of the database
 * @param privileges what the user that migrates may do
 * @param disk free room where backups go, in bytes, beyond the backup itself
 * @param programs programs on this machine
 * @param environment names of variables that must be set
 * @param health the address that answers with a 2xx status when the application is well
 * @param redis the versions of the Redis server
 */
public record Requirements(
        Map<String, VersionRange> databases,
        List<Extension> extensions,
        List<Privilege> privileges,
        Optional<Long> disk,
        List<RequiredProgram> programs,
        List<String> environment,
        Optional<String> health,
        Optional<VersionRange> redis) {
    /** Nothing at all. */
    public static final Requirements NONE = new Requirements(
            Map.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty());

    public Requirements {
        databases = Map.copyOf(databases);
        extensions = List.copyOf(extensions);
        privileges = List.copyOf(privileges);
        programs = List.copyOf(programs);
        environment = List.copyOf(environment);
    }

    /** An extension of the database, and the versions of it that will do. */
    public record Extension(String name, Optional<VersionRange> version) {}

    /** Leaves the health address out: it may hold a password. */
    @Override
    public String toString() {
        return "Requirements[databases=" + databases + ", extensions=" + extensions + ", programs=" + programs + "]";
    }
}
