/** The commands: the only package that prints, exits, and knows picocli and Quarkus. */
@NullMarked
package dev.aicli.migrate.cli;

import org.jspecify.annotations.NullMarked;
