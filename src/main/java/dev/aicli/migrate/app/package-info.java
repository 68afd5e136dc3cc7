/**
 * What the program can do, whoever asks: a project, its connection, its history and its lock, put together with both
 * tracks, backups and releases. Results are values; nothing is printed here.
 */
@NullMarked
package dev.aicli.migrate.app;

import org.jspecify.annotations.NullMarked;
