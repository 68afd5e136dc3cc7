package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.platform.postgresql.sql.PostgreSqlLockAnalyzer.Locks;
import dev.aicli.migrate.schema.sql.LockMode;
import dev.aicli.migrate.schema.sql.TokenCursor;
import dev.aicli.migrate.schema.sql.TokenKind;

/**
 * The locks of {@code ALTER TABLE}: the strongest that one of its actions needs, which is ACCESS EXCLUSIVE where the
 * manual's page of the statement does not say less ({@code AlterTableGetLockLevel} of the server's source).
 */
final class AlterTableLocks {
    private AlterTableLocks() {}

    /** Reads what stands behind the word TABLE. */
    static void read(TokenCursor cursor, Locks locks) {
        cursor.accept("if", "exists");
        cursor.accept("only");
        Locks altered = new Locks();
        TokenCursor name = cursor.copy();
        cursor.qualifiedName();
        cursor.acceptOperator("*");
        LockMode strongest = LockMode.ROW_EXCLUSIVE;
        do {
            strongest = strongest.atLeast(action(cursor, locks));
        } while (cursor.accept(TokenKind.COMMA));
        altered.add(strongest, name);
        locks.addAll(altered);
    }

    private static LockMode action(TokenCursor cursor, Locks locks) {
        LockMode mode = mode(cursor, locks);
        while (!cursor.isAtEnd() && cursor.kind() != TokenKind.COMMA) {
            if (cursor.kind() == TokenKind.OPEN_PAREN) {
                cursor.skipParentheses();
            } else if (cursor.accept("references")) {
                locks.add(LockMode.SHARE_ROW_EXCLUSIVE, cursor);
            } else {
                cursor.skip();
            }
        }
        return mode;
    }

    private static LockMode mode(TokenCursor cursor, Locks locks) {
        if (cursor.accept("validate", "constraint")
                || cursor.accept("cluster", "on")
                || cursor.accept("set", "without", "cluster")) {
            return LockMode.SHARE_UPDATE_EXCLUSIVE;
        }
        if (cursor.accept("attach", "partition")) {
            locks.add(LockMode.ACCESS_EXCLUSIVE, cursor);
            return LockMode.SHARE_UPDATE_EXCLUSIVE;
        }
        if (cursor.accept("detach", "partition")) {
            TokenCursor partition = cursor.copy();
            cursor.qualifiedName();
            boolean gently = cursor.acceptAny("concurrently", "finalize");
            LockMode mode = gently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
            locks.add(mode, partition);
            return mode;
        }
        if (cursor.acceptAny("enable", "disable")) {
            cursor.acceptAny("always", "replica");
            return cursor.accept("trigger") ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        }
        if (cursor.acceptAny("set", "reset")) {
            return cursor.kind() == TokenKind.OPEN_PAREN ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        }
        if (cursor.accept("add")) {
            if (cursor.accept("constraint")) {
                cursor.name();
            }
            return cursor.accept("foreign", "key") ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        }
        if (cursor.accept("alter")) {
            cursor.accept("column");
            cursor.name();
            return cursor.accept("set", "statistics") ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        }
        return LockMode.ACCESS_EXCLUSIVE;
    }
}
