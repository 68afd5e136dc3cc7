package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.LockAnalyzer;
import dev.aicli.migrate.schema.sql.LockMode;
import dev.aicli.migrate.schema.sql.QualifiedName;
import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementTokens;
import dev.aicli.migrate.schema.sql.TokenCursor;
import dev.aicli.migrate.schema.sql.TokenKind;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells beforehand, by their words, which locks PostgreSQL's statements take on tables, after the manual's "Explicit
 * Locking" and the pages of the statements (versions 12 to 18). Nothing is executed. What words do not show is not
 * told: what functions and triggers do, and tables that a foreign key or {@code CASCADE} reaches. One forecast reads
 * one plan from its beginning: a table that it makes is nobody else's yet.
 */
public final class PostgreSqlLockAnalyzer implements LockAnalyzer {
    private final Set<String> made = new HashSet<>();

    @Override
    public Optional<Map<String, LockMode>> of(SqlStatement statement) throws IOException {
        try (SourceBuffer source = SourceBuffer.of(statement.text())) {
            Locks locks = new Locks();
            boolean told = read(
                    new TokenCursor(StatementTokens.read(new PostgreSqlLexer(source, statement.backslashEscapes()))),
                    locks);
            locks.byTable.keySet().removeAll(made);
            return told ? Optional.of(locks.byTable) : Optional.empty();
        }
    }

    /** What one statement locks. */
    static final class Locks {
        private final Map<String, LockMode> byTable = new LinkedHashMap<>();

        void add(LockMode mode, TokenCursor cursor) {
            QualifiedName name = cursor.qualifiedName();
            if (name != null) {
                byTable.merge(name.toString(), mode, LockMode::atLeast);
            }
        }

        void addAll(Locks others) {
            others.byTable.forEach((table, mode) -> byTable.merge(table, mode, LockMode::atLeast));
        }

        /** Names with commas between. */
        void addAll(LockMode mode, TokenCursor cursor) {
            do {
                cursor.accept("only");
                add(mode, cursor);
                cursor.acceptOperator("*");
            } while (cursor.accept(TokenKind.COMMA));
        }
    }

    /** {@return whether the words tell} */
    private boolean read(TokenCursor cursor, Locks locks) {
        String verb = cursor.verb();
        switch (verb) {
            case "create" -> create(cursor, locks);
            case "alter" -> alter(cursor, locks);
            case "drop" -> {
                return drop(cursor, locks);
            }
            case "truncate" -> {
                cursor.accept("table");
                locks.addAll(LockMode.ACCESS_EXCLUSIVE, cursor);
            }
            case "insert", "merge" -> {
                cursor.accept("into");
                written(cursor, locks);
            }
            case "update" -> written(cursor, locks);
            case "delete" -> {
                cursor.accept("from");
                written(cursor, locks);
            }
            case "copy" -> copy(cursor, locks);
            case "with" -> changesWithin(cursor, locks);
            case "lock" -> lock(cursor, locks);
            case "refresh" -> refresh(cursor, locks);
            case "reindex" -> reindex(cursor, locks);
            case "cluster" -> {
                cursor.skipParentheses();
                cursor.accept("verbose");
                locks.add(LockMode.ACCESS_EXCLUSIVE, cursor);
            }
            case "vacuum" -> vacuum(cursor, locks);
            case "analyze" -> locks.add(LockMode.SHARE_UPDATE_EXCLUSIVE, cursor);
            case "do", "call", "execute" -> {
                return false;
            }
            default -> {
                return true;
            }
        }
        return true;
    }

    private static void written(TokenCursor cursor, Locks locks) {
        cursor.accept("only");
        locks.add(LockMode.ROW_EXCLUSIVE, cursor);
    }

    private void create(TokenCursor cursor, Locks locks) {
        boolean replaces = cursor.accept("or", "replace");
        cursor.acceptAny("global", "local");
        cursor.acceptAny("temp", "temporary", "unlogged", "recursive", "constraint");
        boolean unique = cursor.accept("unique");
        if (cursor.accept("index") || unique) {
            boolean concurrently = cursor.accept("concurrently");
            cursor.accept("if", "not", "exists");
            toTable("on", concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE, cursor, locks);
        } else if (cursor.accept("table") || cursor.accept("foreign", "table")) {
            makes(cursor);
            createTable(cursor, locks);
        } else if (cursor.accept("view") && replaces) {
            locks.add(LockMode.ACCESS_EXCLUSIVE, cursor);
        } else if (cursor.accept("materialized", "view") || cursor.accept("sequence")) {
            makes(cursor);
        } else if (cursor.accept("trigger")) {
            toTable("on", LockMode.SHARE_ROW_EXCLUSIVE, cursor, locks);
        } else if (cursor.accept("policy")) {
            toTable("on", LockMode.ACCESS_EXCLUSIVE, cursor, locks);
        } else if (cursor.accept("rule")) {
            toTable("to", LockMode.ACCESS_EXCLUSIVE, cursor, locks);
        } else if (cursor.accept("statistics")) {
            toTable("from", LockMode.SHARE_UPDATE_EXCLUSIVE, cursor, locks);
        }
    }

    private void makes(TokenCursor cursor) {
        cursor.accept("if", "not", "exists");
        QualifiedName name = cursor.qualifiedName();
        if (name != null) {
            made.add(name.toString());
        }
    }

    private static void createTable(TokenCursor cursor, Locks locks) {
        while (!cursor.isAtEnd()) {
            if (cursor.accept("references")) {
                locks.add(LockMode.SHARE_ROW_EXCLUSIVE, cursor);
            } else if (cursor.accept("partition", "of")) {
                locks.add(LockMode.ACCESS_EXCLUSIVE, cursor);
            } else if (cursor.accept("inherits")) {
                cursor.accept(TokenKind.OPEN_PAREN);
                locks.addAll(LockMode.SHARE_UPDATE_EXCLUSIVE, cursor);
            } else {
                cursor.skip();
            }
        }
    }

    /** Passes everything up to a word, behind which the table stands. */
    private static void toTable(String word, LockMode mode, TokenCursor cursor, Locks locks) {
        while (!cursor.isAtEnd() && !cursor.accept(word)) {
            cursor.skip();
        }
        cursor.accept("only");
        locks.add(mode, cursor);
    }

    private static void alter(TokenCursor cursor, Locks locks) {
        if (cursor.accept("table") || cursor.accept("foreign", "table")) {
            AlterTableLocks.read(cursor, locks);
        } else if (cursor.accept("materialized", "view") || cursor.accept("view")) {
            cursor.accept("if", "exists");
            locks.add(LockMode.ACCESS_EXCLUSIVE, cursor);
        } else if (cursor.accept("sequence")) {
            cursor.accept("if", "exists");
            locks.add(LockMode.SHARE_ROW_EXCLUSIVE, cursor);
        } else if (cursor.accept("trigger") || cursor.accept("policy") || cursor.accept("rule")) {
            toTable("on", LockMode.ACCESS_EXCLUSIVE, cursor, locks);
        }
    }

    private static boolean drop(TokenCursor cursor, Locks locks) {
        if (cursor.acceptAny("trigger", "policy", "rule")) {
            toTable("on", LockMode.ACCESS_EXCLUSIVE, cursor, locks);
            return true;
        }
        if (cursor.acceptAny("schema", "owned", "extension", "type", "domain")) {
            return false;
        }
        boolean index = cursor.accept("index");
        boolean concurrently = index && cursor.accept("concurrently");
        if (index
                || cursor.acceptAny("table", "view", "sequence")
                || cursor.accept("foreign", "table")
                || cursor.accept("materialized", "view")) {
            cursor.accept("if", "exists");
            locks.addAll(concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE, cursor);
        }
        return true;
    }

    private static void copy(TokenCursor cursor, Locks locks) {
        Locks target = new Locks();
        written(cursor, target);
        cursor.skipParentheses();
        if (cursor.accept("from")) {
            locks.byTable.putAll(target.byTable);
        }
    }

    /** The parts of a WITH may change tables, and so may what comes behind them. */
    private static void changesWithin(TokenCursor cursor, Locks locks) {
        boolean forUpdate = false;
        while (!cursor.isAtEnd()) {
            if (cursor.accept("insert", "into") || cursor.accept("delete", "from") || cursor.accept("merge", "into")) {
                written(cursor, locks);
            } else if (!forUpdate && cursor.accept("update")) {
                written(cursor, locks);
            } else {
                forUpdate = cursor.acceptAny("for", "key", "do");
                if (!forUpdate) {
                    cursor.skip();
                }
            }
        }
    }

    private static void lock(TokenCursor cursor, Locks locks) {
        cursor.accept("table");
        Locks named = new Locks();
        named.addAll(LockMode.ACCESS_EXCLUSIVE, cursor);
        Optional<LockMode> mode = cursor.accept("in") ? mode(cursor) : Optional.of(LockMode.ACCESS_EXCLUSIVE);
        mode.ifPresent(asked -> named.byTable.keySet().forEach(table -> locks.byTable.put(table, asked)));
    }

    /** Those that let others write on and read on, ACCESS SHARE and ROW SHARE, are none. */
    private static Optional<LockMode> mode(TokenCursor cursor) {
        Map<LockMode, String[]> words = new EnumMap<>(Map.of(
                LockMode.ROW_EXCLUSIVE, new String[] {"row", "exclusive"},
                LockMode.SHARE_UPDATE_EXCLUSIVE, new String[] {"share", "update", "exclusive"},
                LockMode.SHARE, new String[] {"share", "mode"},
                LockMode.SHARE_ROW_EXCLUSIVE, new String[] {"share", "row", "exclusive"},
                LockMode.EXCLUSIVE, new String[] {"exclusive"},
                LockMode.ACCESS_EXCLUSIVE, new String[] {"access", "exclusive"}));
        return words.entrySet().stream()
                .filter(mode -> cursor.accept(mode.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static void refresh(TokenCursor cursor, Locks locks) {
        cursor.accept("materialized", "view");
        boolean concurrently = cursor.accept("concurrently");
        locks.add(concurrently ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE, cursor);
    }

    private static void reindex(TokenCursor cursor, Locks locks) {
        boolean concurrently =
                cursor.kind() == TokenKind.OPEN_PAREN && OptionList.read(cursor).isTrue("concurrently", false);
        boolean index = cursor.accept("index");
        if (index || cursor.accept("table")) {
            concurrently |= cursor.accept("concurrently");
            LockMode mode = index ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE;
            locks.add(concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : mode, cursor);
        }
    }

    private static void vacuum(TokenCursor cursor, Locks locks) {
        boolean full = cursor.kind() == TokenKind.OPEN_PAREN
                ? OptionList.read(cursor).isTrue("full", false)
                : cursor.accept("full");
        while (cursor.acceptAny("freeze", "verbose", "analyze")) {
            // Words that say nothing of locks.
        }
        locks.addAll(full ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE, cursor);
    }
}
