package dev.aicli.migrate.schema;

import java.util.List;

/**
 * What a statement did when it was tried.
 *
 * @param number 1-based, in the script
 * @param line where it begins
 * @param text its first lines, passwords masked
 * @param micros how long it took, in microseconds
 * @param rows how many rows it changed; negative when that means nothing for it
 * @param locks the locks that it took and that the transaction did not hold before
 */
public record DryRunStatement(long number, long line, String text, long micros, long rows, List<TableLock> locks) {
    /**
     * A lock on a relation.
     *
     * @param mode the server's name of it, such as {@code AccessExclusiveLock}
     * @param table the relation's name
     * @param bytes its size with its indexes
     */
    public record TableLock(String mode, String table, long bytes) {}
}
