/**
 * YAML documents that keep every byte: a tree of spans over the source text, and edits of that text which check
 * themselves by reading the result back.
 */
@NullMarked
package dev.aicli.migrate.config.document.yaml;

import org.jspecify.annotations.NullMarked;
