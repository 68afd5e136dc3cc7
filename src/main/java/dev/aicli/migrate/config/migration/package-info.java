/** Configuration migrations: their files, checked whole, and their application to the texts of a set of documents. */
@NullMarked
package dev.aicli.migrate.config.migration;

import org.jspecify.annotations.NullMarked;
