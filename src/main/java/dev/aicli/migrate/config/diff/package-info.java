/** What a migration changes in a file, to be shown to people: unified diffs, without secrets. */
@NullMarked
package dev.aicli.migrate.config.diff;

import org.jspecify.annotations.NullMarked;
