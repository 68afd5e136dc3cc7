/** What every configuration document has in common: places, paths, placeholders, refusals and secrets. */
@NullMarked
package dev.aicli.migrate.config.document;

import org.jspecify.annotations.NullMarked;
