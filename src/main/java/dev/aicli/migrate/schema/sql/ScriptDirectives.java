package dev.aicli.migrate.schema.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a script asks of its execution, in the comments before its first statement:
 *
 * <pre>
 * -- aicli: no-transaction
 * -- aicli: lock-timeout 5s
 * -- aicli: statement-timeout 10min
 * -- aicli: foreign-keys off
 * </pre>
 *
 * @param noTransaction not to be run inside a transaction; goose's {@code -- +goose NO TRANSACTION} says so too
 * @param lockTimeout how long to wait for a lock, zero for ever; absent when the script does not say
 * @param statementTimeout how long a statement may run, zero for ever; absent when the script does not say
 * @param foreignKeysOff foreign keys are to be switched off while the script runs
 */
public record ScriptDirectives(
        boolean noTransaction,
        @Nullable Duration lockTimeout,
        @Nullable Duration statementTimeout,
        boolean foreignKeysOff) {}
