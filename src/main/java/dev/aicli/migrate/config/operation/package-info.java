/** What a configuration migration does: one class for each operation, beside its way back. */
@NullMarked
package dev.aicli.migrate.config.operation;

import org.jspecify.annotations.NullMarked;
