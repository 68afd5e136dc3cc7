package dev.aicli.migrate.schema.sql;

import org.jspecify.annotations.Nullable;

/** What a statement is, as far as its execution depends on it. */
public sealed interface StatementKind {
    /** Nothing that execution has to treat in a special way. */
    record Ordinary() implements StatementKind {}

    /** A statement that begins, ends or marks a transaction. */
    record TransactionControl(Action action) implements StatementKind {
        /** What is done to the transaction. */
        public enum Action {
            BEGIN,
            COMMIT,
            /** Ends the transaction and begins another at once. */
            COMMIT_AND_CHAIN,
            ROLLBACK,
            /** Ends the transaction and begins another at once. */
            ROLLBACK_AND_CHAIN,
            SAVEPOINT,
            RELEASE_SAVEPOINT,
            ROLLBACK_TO_SAVEPOINT,
            /** Ends the transaction and leaves it to a later {@code COMMIT PREPARED}. */
            PREPARE_TRANSACTION,
            COMMIT_PREPARED,
            ROLLBACK_PREPARED
        }
    }

    /**
     * Changes state of the session that later statements depend on: {@code SET}, {@code RESET}, {@code set_config},
     * {@code PRAGMA}, {@code ATTACH}, {@code PREPARE}, {@code LOAD}.
     *
     * @param name the setting in lower case ({@code search_path}, {@code role}, {@code foreign_keys}; {@code all} for
     *     {@code RESET ALL}), or the verb in lower case when it is no setting
     * @param value the value when it is one plain word, number or literal; absent for a reset and for anything else
     * @param local whether it ends with the transaction, as {@code SET LOCAL} does
     */
    record SessionChange(String name, @Nullable String value, boolean local) implements StatementKind {}

    /**
     * {@code COPY … FROM stdin}: its data follow in the script.
     *
     * @see SqlScript#copyData()
     */
    record CopyFromStdin(QualifiedName table) implements StatementKind {}

    /**
     * {@code CREATE INDEX CONCURRENTLY}.
     *
     * @param index absent when the server is to choose the name; an index lives in its table's schema
     */
    record CreateIndexConcurrently(@Nullable String index, QualifiedName table, boolean ifNotExists)
            implements StatementKind {}

    /** {@code DROP INDEX CONCURRENTLY}. */
    record DropIndexConcurrently(QualifiedName index, boolean ifExists) implements StatementKind {}

    /**
     * {@code REINDEX … CONCURRENTLY}.
     *
     * @param name absent for the database itself where it is not named
     */
    record ReindexConcurrently(Scope scope, @Nullable QualifiedName name) implements StatementKind {
        /** What is indexed anew. */
        public enum Scope {
            INDEX,
            TABLE,
            SCHEMA,
            DATABASE,
            SYSTEM
        }
    }

    /** {@code ALTER TYPE … ADD VALUE}. */
    record AddEnumValue(QualifiedName type, String label, boolean ifNotExists) implements StatementKind {}
}
