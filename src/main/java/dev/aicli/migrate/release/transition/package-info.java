/** Takes an installation, schema and configuration as one, to a release and back; all of it or nothing. */
@NullMarked
package dev.aicli.migrate.release.transition;

import org.jspecify.annotations.NullMarked;
