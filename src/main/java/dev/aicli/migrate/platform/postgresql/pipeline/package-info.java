/** Many statements in one message to the server; the only code that knows the driver from within. */
@NullMarked
package dev.aicli.migrate.platform.postgresql.pipeline;

import org.jspecify.annotations.NullMarked;
