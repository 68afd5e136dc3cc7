package dev.aicli.migrate.history;

import java.util.Optional;

/**
 * The outcome of recomputing the chain of hashes.
 *
 * @param soundRows how many rows hold, from the first
 * @param fault what is wrong with the next one; empty when all hold
 */
public record ChainReport(long soundRows, Optional<String> fault) {}
