package dev.aicli.migrate.release;

import java.util.List;
import java.util.Optional;

/**
 * A program that must be on this machine.
 *
 * @param name what people call it
 * @param command what prints its version, program and arguments
 * @param version the versions that will do; absent for any
 */
public record RequiredProgram(String name, List<String> command, Optional<VersionRange> version) {
    public RequiredProgram {
        command = List.copyOf(command);
    }
}
