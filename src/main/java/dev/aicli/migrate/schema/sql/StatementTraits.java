package dev.aicli.migrate.schema.sql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the classifier found out about a statement.
 *
 * @param kind what it is
 * @param transactionBar why it cannot run inside a transaction, as a clause ("VACUUM cannot run inside a transaction");
 *     absent when it can
 */
public record StatementTraits(StatementKind kind, @Nullable String transactionBar) {
    public static final StatementTraits ORDINARY = new StatementTraits(new StatementKind.Ordinary(), null);

    public static StatementTraits of(StatementKind kind) {
        return new StatementTraits(kind, null);
    }

    /** A statement of an ordinary kind that is refused inside a transaction. */
    public static StatementTraits cannotRun(String statement) {
        return cannotRun(statement, ORDINARY.kind);
    }

    public static StatementTraits cannotRun(String statement, StatementKind kind) {
        return new StatementTraits(kind, statement + " cannot run inside a transaction");
    }

    public static StatementTraits barred(String reason) {
        return new StatementTraits(ORDINARY.kind, reason);
    }

    /** {@return why the statement cannot run inside a transaction, when it cannot} */
    public Optional<String> cannotRunInTransaction() {
        return Optional.ofNullable(transactionBar);
    }
}
