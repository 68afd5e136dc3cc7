/** Configuration files on disk: found, read within limits, and replaced all together or not at all. */
@NullMarked
package dev.aicli.migrate.config.files;

import org.jspecify.annotations.NullMarked;
