package dev.aicli.migrate.schema.sql;

import java.io.IOException;

/** Names what a statement is. One classifier reads one script, from its beginning. */
public interface StatementClassifier {
    StatementTraits classify(StatementTokens tokens) throws IOException;
}
