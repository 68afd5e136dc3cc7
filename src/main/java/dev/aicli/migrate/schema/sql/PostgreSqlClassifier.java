package dev.aicli.migrate.schema.sql;

import dev.aicli.migrate.schema.sql.StatementKind.TransactionControl.Action;
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
        StatementTraits traits = transactionControl(cursor);
        if (traits != null) {
            return traits;
        }
        if (cursor.accept("create")) {
            return create(cursor);
        }
        if (cursor.accept("drop")) {
            return drop(cursor);
        }
        if (cursor.accept("alter")) {
            return alter(cursor);
        }
        if (cursor.accept("copy")) {
            return copy(cursor);
        }
        if (cursor.accept("do")) {
            return anonymousBlock(cursor);
        }
        if (cursor.accept("call")) {
            return call(cursor);
        }
        if (cursor.accept("reindex")) {
            return reindex(cursor);
        }
        if (cursor.accept("vacuum")) {
            return StatementTraits.cannotRun("VACUUM");
        }
        if (cursor.accept("cluster")) {
            return cluster(cursor);
        }
        return PostgreSqlSession.classify(cursor);
    }

    private static @Nullable StatementTraits transactionControl(TokenCursor cursor) {
        Action action = null;
        if (cursor.accept("begin") || cursor.accept("start", "transaction")) {
            action = Action.BEGIN;
        } else if (cursor.accept("prepare", "transaction")) {
            action = Action.PREPARE_TRANSACTION;
        } else if (cursor.accept("commit", "prepared")) {
            action = Action.COMMIT_PREPARED;
        } else if (cursor.accept("rollback", "prepared")) {
            action = Action.ROLLBACK_PREPARED;
        } else if (cursor.acceptAny("commit", "end")) {
            action = chains(cursor) ? Action.COMMIT_AND_CHAIN : Action.COMMIT;
        } else if (cursor.acceptAny("rollback", "abort")) {
            cursor.acceptAny("work", "transaction");
            action = cursor.accept("to")
                    ? Action.ROLLBACK_TO_SAVEPOINT
                    : chains(cursor) ? Action.ROLLBACK_AND_CHAIN : Action.ROLLBACK;
        } else if (cursor.accept("savepoint")) {
            action = Action.SAVEPOINT;
        } else if (cursor.accept("release")) {
            action = Action.RELEASE_SAVEPOINT;
        }
        if (action == null) {
            return null;
        }
        var kind = new StatementKind.TransactionControl(action);
        return switch (action) {
            case COMMIT_PREPARED -> new StatementTraits(kind, "COMMIT PREPARED cannot run inside a transaction");
            case ROLLBACK_PREPARED -> new StatementTraits(kind, "ROLLBACK PREPARED cannot run inside a transaction");
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
            StatementTraits bar = StatementTraits.cannotRun("CREATE INDEX CONCURRENTLY");
            return on && table != null
                    ? new StatementTraits(
                            new StatementKind.CreateIndexConcurrently(index, table, ifNotExists), bar.transactionBar())
                    : bar;
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
            StatementTraits bar = StatementTraits.cannotRun("DROP INDEX CONCURRENTLY");
            return index == null
                    ? bar
                    : new StatementTraits(
                            new StatementKind.DropIndexConcurrently(index, ifExists), bar.transactionBar());
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

    private static StatementTraits copy(TokenCursor cursor) {
        cursor.accept("binary");
        QualifiedName table = cursor.qualifiedName();
        cursor.skipParentheses();
        return table != null && cursor.accept("from", "stdin")
                ? StatementTraits.of(new StatementKind.CopyFromStdin(table))
                : StatementTraits.ORDINARY;
    }

    private static StatementTraits anonymousBlock(TokenCursor cursor) throws IOException {
        return PostgreSqlBody.ofBlock(cursor).endsTransaction()
                ? StatementTraits.barred(
                        "this DO block ends its transaction (COMMIT or ROLLBACK), " + "so it cannot run inside another")
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
            return new StatementTraits(
                    new StatementKind.ReindexConcurrently(scope, cursor.qualifiedName()),
                    StatementTraits.cannotRun("REINDEX … CONCURRENTLY").transactionBar());
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
