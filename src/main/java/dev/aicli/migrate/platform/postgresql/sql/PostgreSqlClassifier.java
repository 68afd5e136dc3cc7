package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.QualifiedName;
import dev.aicli.migrate.schema.sql.SqlSyntaxException;
import dev.aicli.migrate.schema.sql.StatementClassifier;
import dev.aicli.migrate.schema.sql.StatementKind;
import dev.aicli.migrate.schema.sql.StatementKind.TransactionControl.Action;
import dev.aicli.migrate.schema.sql.StatementTokens;
import dev.aicli.migrate.schema.sql.StatementTraits;
import dev.aicli.migrate.schema.sql.TokenCursor;
import dev.aicli.migrate.schema.sql.TokenKind;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names PostgreSQL's statements. Those that cannot run in a transaction are the ones for which the server's source
 * calls {@code PreventInTransactionBlock} (versions 12 to 18), as far as the text shows it.
 */
final class PostgreSqlClassifier implements StatementClassifier {
    private final Set<String> committingProcedures = new HashSet<>();
    private final PostgreSqlSubscriptions subscriptions = new PostgreSqlSubscriptions();

    @Override
    public StatementTraits classify(StatementTokens tokens) throws IOException {
        var cursor = new TokenCursor(tokens);
        String verb = cursor.verb();
        Action action = transactionControl(verb, cursor);
        if (action != null) {
            return transactionControl(action);
        }
        return switch (verb) {
            case "create" -> create(cursor);
            case "drop" -> drop(cursor);
            case "alter" -> alter(cursor);
            case "copy" -> copy(cursor);
            case "do" -> anonymousBlock(cursor);
            case "call" -> call(cursor);
            case "reindex" -> reindex(cursor);
            case "vacuum" -> StatementTraits.cannotRun("VACUUM");
            case "cluster" -> cluster(cursor);
            default -> SessionStatements.classify(verb, cursor);
        };
    }

    private static @Nullable Action transactionControl(String verb, TokenCursor cursor) {
        return switch (verb) {
            case "begin" -> Action.BEGIN;
            case "start" -> cursor.accept("transaction") ? Action.BEGIN : null;
            case "prepare" -> cursor.accept("transaction") ? Action.PREPARE_TRANSACTION : null;
            case "commit", "end" -> {
                if (cursor.accept("prepared")) {
                    yield Action.COMMIT_PREPARED;
                }
                yield chains(cursor) ? Action.COMMIT_AND_CHAIN : Action.COMMIT;
            }
            case "rollback", "abort" -> {
                if (cursor.accept("prepared")) {
                    yield Action.ROLLBACK_PREPARED;
                }
                boolean chains = chains(cursor);
                if (cursor.accept("to")) {
                    yield Action.ROLLBACK_TO_SAVEPOINT;
                }
                yield chains ? Action.ROLLBACK_AND_CHAIN : Action.ROLLBACK;
            }
            case "savepoint" -> Action.SAVEPOINT;
            case "release" -> Action.RELEASE_SAVEPOINT;
            default -> null;
        };
    }

    private static StatementTraits transactionControl(Action action) {
        var kind = new StatementKind.TransactionControl(action);
        return switch (action) {
            case COMMIT_PREPARED -> StatementTraits.cannotRun("COMMIT PREPARED", kind);
            case ROLLBACK_PREPARED -> StatementTraits.cannotRun("ROLLBACK PREPARED", kind);
            default -> StatementTraits.of(kind);
        };
    }

    private static boolean chains(TokenCursor cursor) {
        cursor.acceptAny("work", "transaction");
        return cursor.accept("and", "chain");
    }

    private StatementTraits create(TokenCursor cursor) throws IOException {
        if (cursor.accept("database")) {
            return StatementTraits.cannotRun("CREATE DATABASE");
        }
        if (cursor.accept("tablespace")) {
            return StatementTraits.cannotRun("CREATE TABLESPACE");
        }
        if (cursor.accept("subscription")) {
            return subscriptions.create(cursor);
        }
        cursor.accept("or", "replace");
        if (cursor.accept("procedure")) {
            QualifiedName name = cursor.qualifiedName();
            if (name != null && PostgreSqlBody.ofRoutine(cursor).endsTransaction()) {
                committingProcedures.add(name.name());
            }
            return StatementTraits.ORDINARY;
        }
        cursor.accept("unique");
        if (cursor.accept("index", "concurrently")) {
            boolean ifNotExists = cursor.accept("if", "not", "exists");
            String index = cursor.accept("on") ? null : cursor.name();
            boolean on = index == null || cursor.accept("on");
            cursor.accept("only");
            QualifiedName table = cursor.qualifiedName();
            return on && table != null
                    ? StatementTraits.cannotRun(
                            "CREATE INDEX CONCURRENTLY",
                            new StatementKind.CreateIndexConcurrently(index, table, ifNotExists))
                    : StatementTraits.cannotRun("CREATE INDEX CONCURRENTLY");
        }
        return StatementTraits.ORDINARY;
    }

    private StatementTraits drop(TokenCursor cursor) {
        if (cursor.accept("database")) {
            return StatementTraits.cannotRun("DROP DATABASE");
        }
        if (cursor.accept("tablespace")) {
            return StatementTraits.cannotRun("DROP TABLESPACE");
        }
        if (cursor.accept("subscription")) {
            return subscriptions.drop(cursor);
        }
        if (cursor.accept("index", "concurrently")) {
            boolean ifExists = cursor.accept("if", "exists");
            QualifiedName index = cursor.qualifiedName();
            return index == null
                    ? StatementTraits.cannotRun("DROP INDEX CONCURRENTLY")
                    : StatementTraits.cannotRun(
                            "DROP INDEX CONCURRENTLY", new StatementKind.DropIndexConcurrently(index, ifExists));
        }
        return StatementTraits.ORDINARY;
    }

    private StatementTraits alter(TokenCursor cursor) {
        if (cursor.accept("system")) {
            return StatementTraits.cannotRun("ALTER SYSTEM");
        }
        if (cursor.accept("database")) {
            return cursor.name() != null && cursor.accept("set", "tablespace")
                    ? StatementTraits.cannotRun("ALTER DATABASE … SET TABLESPACE")
                    : StatementTraits.ORDINARY;
        }
        if (cursor.accept("table")) {
            cursor.accept("if", "exists");
            cursor.accept("only");
            cursor.qualifiedName();
            return cursor.accept("detach", "partition")
                            && cursor.qualifiedName() != null
                            && cursor.accept("concurrently")
                    ? StatementTraits.cannotRun("ALTER TABLE … DETACH PARTITION … CONCURRENTLY")
                    : StatementTraits.ORDINARY;
        }
        if (cursor.accept("type")) {
            return alterType(cursor);
        }
        if (cursor.accept("subscription")) {
            return subscriptions.alter(cursor);
        }
        return StatementTraits.ORDINARY;
    }

    private static StatementTraits alterType(TokenCursor cursor) {
        QualifiedName type = cursor.qualifiedName();
        if (type == null || !cursor.accept("add", "value")) {
            return StatementTraits.ORDINARY;
        }
        boolean ifNotExists = cursor.accept("if", "not", "exists");
        String label = cursor.string();
        return label == null
                ? StatementTraits.ORDINARY
                : StatementTraits.of(new StatementKind.AddEnumValue(type, label, ifNotExists));
    }

    private static StatementTraits copy(TokenCursor cursor) throws SqlSyntaxException {
        cursor.accept("binary");
        QualifiedName table = cursor.qualifiedName();
        cursor.skipParentheses();
        if (cursor.accept("to", "stdout")) {
            throw cursor.refused(
                    "COPY … TO STDOUT has nowhere to go in a migration: leave it out, or let the server write"
                            + " a file (COPY … TO '/path', or TO PROGRAM)");
        }
        return table != null && cursor.accept("from", "stdin")
                ? StatementTraits.of(new StatementKind.CopyFromStdin(table))
                : StatementTraits.ORDINARY;
    }

    private static StatementTraits anonymousBlock(TokenCursor cursor) throws IOException {
        return PostgreSqlBody.ofBlock(cursor).endsTransaction()
                ? StatementTraits.barred(
                        "this DO block ends its transaction (COMMIT or ROLLBACK), so it cannot run inside another")
                : StatementTraits.ORDINARY;
    }

    private StatementTraits call(TokenCursor cursor) {
        QualifiedName name = cursor.qualifiedName();
        return name != null && committingProcedures.contains(name.name())
                ? StatementTraits.barred("procedure " + name + " ends its transaction (COMMIT or ROLLBACK), "
                        + "so it cannot be called inside another")
                : StatementTraits.ORDINARY;
    }

    private static StatementTraits reindex(TokenCursor cursor) {
        boolean concurrently = false;
        if (cursor.kind() == TokenKind.OPEN_PAREN) {
            concurrently = OptionList.read(cursor).isTrue("concurrently", false);
        }
        StatementKind.ReindexConcurrently.Scope scope = null;
        for (var candidate : StatementKind.ReindexConcurrently.Scope.values()) {
            if (scope == null && cursor.accept(candidate.name().toLowerCase(Locale.ROOT))) {
                scope = candidate;
            }
        }
        concurrently |= cursor.accept("concurrently");
        if (scope == null) {
            return StatementTraits.ORDINARY;
        }
        if (concurrently) {
            return StatementTraits.cannotRun(
                    "REINDEX … CONCURRENTLY", new StatementKind.ReindexConcurrently(scope, cursor.qualifiedName()));
        }
        return switch (scope) {
            case INDEX, TABLE -> StatementTraits.ORDINARY;
            case SCHEMA, DATABASE, SYSTEM -> StatementTraits.cannotRun("REINDEX " + scope);
        };
    }

    private static StatementTraits cluster(TokenCursor cursor) {
        cursor.skipParentheses();
        cursor.accept("verbose");
        return cursor.isAtEnd() ? StatementTraits.cannotRun("CLUSTER of all tables") : StatementTraits.ORDINARY;
    }
}
