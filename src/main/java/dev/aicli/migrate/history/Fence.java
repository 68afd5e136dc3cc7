package dev.aicli.migrate.history;

/**
 * How a transaction proves, before it changes anything, that its run's lock is still its own: a lease may have run out
 * while its owner slept.
 *
 * @param query finds a row only if it is; the lease cannot change hands from then on until the transaction ends
 * @param demand the same as a statement that fails unless it is; only for databases that can divide by zero
 */
public record Fence(String query, String demand) {}
