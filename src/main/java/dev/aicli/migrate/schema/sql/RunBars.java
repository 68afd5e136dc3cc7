package dev.aicli.migrate.schema.sql;

import java.io.IOException;
import java.util.Optional;

/** Finds, in scripts that are to be one transaction, statements that cannot be in one with an earlier script. */
public interface RunBars {
    /** {@return why the next statement of the run cannot; empty when it can} */
    Optional<String> of(SqlStatement statement, String file) throws IOException;
}
