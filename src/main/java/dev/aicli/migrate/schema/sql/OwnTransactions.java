package dev.aicli.migrate.schema.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that a script begins and ends itself.
 *
 * @param form how they lie in the script
 * @param count how many are begun
 * @param starts where they begin; of very many, the first {@value #MAX_STARTS}
 * @param unbalanced where a transaction is begun inside another, ended without one, or begun and never ended; present
 *     only with {@link Form#UNBALANCED}
 * @param savepointOutside the first savepoint that stands in none of them
 */
public record OwnTransactions(
        Form form,
        long count,
        List<SourcePosition> starts,
        @Nullable SourcePosition unbalanced,
        @Nullable SourcePosition savepointOutside) {
    static final int MAX_STARTS = 100;

    /** How a script's own transactions lie in it. */
    public enum Form {
        /** There are none. */
        NONE,
        /**
         * One transaction that is committed encloses the script; only {@linkplain StatementKind.SessionChange session
         * changes} stand before and behind it.
         */
        WHOLE_FILE,
        /** The script has to run as it is written: several transactions, or one and statements outside of it. */
        AS_WRITTEN,
        /** BEGIN and COMMIT do not match. */
        UNBALANCED
    }

    public OwnTransactions {
        starts = List.copyOf(starts);
    }
}
