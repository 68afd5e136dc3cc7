/**
 * Splits SQL scripts into statements and says what each of them is, streaming and without a database.
 *
 * <p>Start reading at {@link dev.aicli.migrate.schema.sql.SqlScript} (statement by statement) and
 * {@link dev.aicli.migrate.schema.sql.ScriptScanner} (one pass over a whole script). Inside, three stages follow each
 * other: a lexer per dialect makes tokens of bytes, the splitter makes statements of tokens, a classifier per dialect
 * names what a statement is.
 */
@NullMarked
package dev.aicli.migrate.schema.sql;

import org.jspecify.annotations.NullMarked;
