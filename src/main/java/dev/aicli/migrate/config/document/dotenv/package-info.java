/** {@code .env} files that keep every byte: lines, of which an edit touches only its own. */
@NullMarked
package dev.aicli.migrate.config.document.dotenv;

import org.jspecify.annotations.NullMarked;
