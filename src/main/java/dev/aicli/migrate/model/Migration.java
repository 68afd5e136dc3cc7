package dev.aicli.migrate.model;

import java.util.Optional;

/**
 * One versioned step: what takes a target to {@code version}, and what takes it back.
 *
 * @param version its place in the order
 * @param description what it is for, from its name
 * @param up what applies it; absent when only its way back is known, from history
 * @param down what takes it back; absent when it is irreversible
 */
public record Migration(Version version, String description, Optional<Script> up, Optional<Script> down) {
    /** {@return {@code 3 add audit log}: the version and the description, for messages} */
    public String label() {
        return description.isEmpty() ? version.text() : version.text() + " " + description;
    }
}
