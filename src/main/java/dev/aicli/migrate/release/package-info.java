/** Releases of the application: what each needs, how one leads to another, and which one is installed. */
@NullMarked
package dev.aicli.migrate.release;

import org.jspecify.annotations.NullMarked;
