/** The commands: one class each, from options to one call into the layers below to an outcome. */
@NullMarked
package dev.aicli.migrate.cli.command;

import org.jspecify.annotations.NullMarked;
