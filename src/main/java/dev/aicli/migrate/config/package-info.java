/** The configuration track: documents that keep every byte, operations on them, and migration files. */
@NullMarked
package dev.aicli.migrate.config;

import org.jspecify.annotations.NullMarked;
