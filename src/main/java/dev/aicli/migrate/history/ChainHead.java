package dev.aicli.migrate.history;

import org.jspecify.annotations.Nullable;

/**
 * The last row, to which the next one is chained.
 *
 * @param sequence 0 before the first row
 * @param hash null when only the server knows it: the row is not committed yet, and the server computed it
 */
record ChainHead(long sequence, @Nullable String hash) {
    /** What the first row is chained to. */
    static final ChainHead START = new ChainHead(0, "0".repeat(64));

    static ChainHead of(Row row) {
        return new ChainHead(row.sequence(), row.hash());
    }
}
