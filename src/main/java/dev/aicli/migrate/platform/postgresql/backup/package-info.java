/** PostgreSQL's backups by pg_dump, restore points, and databases to try things in. */
@NullMarked
package dev.aicli.migrate.platform.postgresql.backup;

import org.jspecify.annotations.NullMarked;
