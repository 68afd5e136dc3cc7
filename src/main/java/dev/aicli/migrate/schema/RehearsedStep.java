package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Step;
import java.util.List;
import java.util.Optional;

/**
 * A step that was tried, or was not.
 *
 * @param statements what its statements did; of very many the first ones
 * @param statementCount how many there are
 * @param notTried why it was not tried; empty when it was
 */
public record RehearsedStep(
        Step step, List<RehearsedStatement> statements, long statementCount, Optional<String> notTried) {}
