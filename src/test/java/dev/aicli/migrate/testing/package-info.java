/** Real databases and projects for tests. */
@NullMarked
package dev.aicli.migrate.testing;

import org.jspecify.annotations.NullMarked;
