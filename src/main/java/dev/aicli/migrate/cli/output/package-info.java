/** What commands write: text for people, one JSON document for programs, messages beside them. */
@NullMarked
package dev.aicli.migrate.cli.output;

import org.jspecify.annotations.NullMarked;
