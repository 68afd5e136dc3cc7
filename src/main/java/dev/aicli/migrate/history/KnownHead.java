package dev.aicli.migrate.history;

import java.time.Instant;

/**
 * Where a history ended when it was last seen.
 *
 * @param database which database and which of its schemas that was, so that one made anew at the same address is not
 *     taken for it
 * @param rows how many rows there were
 * @param hash of the last of them
 * @param startedAt when what the last of them records began
 */
public record KnownHead(String database, long rows, String hash, Instant startedAt) {}
