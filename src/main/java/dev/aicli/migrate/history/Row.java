package dev.aicli.migrate.history;

/**
 * A recorded entry at its place in the chain. Rows are read without down scripts, which may be large;
 * {@link Ledger#downScript} fetches one.
 *
 * @param sequence 1 for the first row, without gaps
 * @param entry what was recorded, its down script left out
 * @param hasDownScript whether a down script was recorded with it
 * @param hash over this row and the hash of the one before
 */
public record Row(long sequence, Entry entry, boolean hasDownScript, String hash) {}
