package dev.aicli.migrate.schema.sql;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a script found out.
 *
 * @param statements how many there are
 * @param bytes the script's length
 * @param tokenChecksum SHA-256, in hexadecimal digits, of the tokens, statement ends and inline data; comments, blanks
 *     and the kind of line ends do not count
 * @param directives what the script asks of its execution
 * @param transactions the transactions that the script begins itself
 * @param preamble how many session changes stand before anything else
 * @param epilogue how many session changes stand behind everything else
 * @param obstacle the first statement that keeps the script from running in one transaction; SQLite's {@code PRAGMA
 *     foreign_keys} is none in the preamble and the epilogue, as whoever runs the script switches them outside of it
 * @param ownTransactionObstacle the first statement that fails because it stands inside a transaction that the script
 *     begins itself
 * @param foreignKeysOff whether the preamble has SQLite's {@code PRAGMA foreign_keys = off}
 * @param harmless whether {@link Pipelining} holds for every statement, the script's own BEGIN and COMMIT aside
 * @param sessionSettings the names of all settings that the script changes for its session
 */
public record ScriptSummary(
        long statements,
        long bytes,
        String tokenChecksum,
        ScriptDirectives directives,
        OwnTransactions transactions,
        long preamble,
        long epilogue,
        @Nullable TransactionObstacle obstacle,
        @Nullable TransactionObstacle ownTransactionObstacle,
        boolean foreignKeysOff,
        boolean harmless,
        SortedSet<String> sessionSettings) {

    public ScriptSummary {
        sessionSettings = Collections.unmodifiableSortedSet(new TreeSet<>(sessionSettings));
    }

    /** {@return whether there is no statement: nothing, or only comments} */
    public boolean isEmpty() {
        return statements == 0;
    }

    /** {@return the first statement that keeps the script from running in one transaction} */
    public Optional<TransactionObstacle> firstObstacle() {
        return Optional.ofNullable(obstacle);
    }

    /** {@return the first statement that fails inside a transaction that the script begins itself} */
    public Optional<TransactionObstacle> firstObstacleInOwnTransaction() {
        return Optional.ofNullable(ownTransactionObstacle);
    }
}
