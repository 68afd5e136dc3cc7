/** The project: {@code aicli.yml}, under environment variables and options, read strictly and as values. */
@NullMarked
package dev.aicli.migrate.project;

import org.jspecify.annotations.NullMarked;
