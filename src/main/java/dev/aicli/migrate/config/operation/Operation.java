package dev.aicli.migrate.config.operation;

import java.util.List;

/**
 * One thing that a migration does to documents, and its way back.
 *
 * <p>Both directions change the document of the site that they are given, or throw
 * {@link dev.aicli.migrate.config.document.EditRefusedException} and change nothing.
 */
public sealed interface Operation permits YamlOperation, DotenvOperation, LinkedOperation {
    /** {@return its name in migration files} */
    String name();

    /** {@return what its way back needs} */
    Lossiness lossiness();

    /** {@return the names of variables that it takes away, and what becomes of references to them} */
    default List<VariableChange> variables() {
        return List.of();
    }
}
