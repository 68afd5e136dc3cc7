package dev.aicli.migrate.config.operation;

import java.util.Optional;

/**
 * A variable's name that an operation takes away.
 *
 * @param becomes its new name; absent when the variable goes
 */
public record VariableChange(String name, Optional<String> becomes, OnReference references) {
    static VariableChange gone(String name, OnReference references) {
        return new VariableChange(name, Optional.empty(), references);
    }
}
