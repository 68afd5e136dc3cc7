package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.Literals;
import dev.aicli.migrate.schema.sql.QualifiedName;
import dev.aicli.migrate.schema.sql.StatementKind.SessionChange;
import dev.aicli.migrate.schema.sql.StatementTraits;
import dev.aicli.migrate.schema.sql.TokenCursor;
import dev.aicli.migrate.schema.sql.TokenKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names PostgreSQL's statements that change the session: SET in all its forms, RESET, set_config and others. */
final class SessionStatements {
    private SessionStatements() {}

    static StatementTraits classify(String verb, TokenCursor cursor) {
        return switch (verb) {
            case "set" -> set(cursor);
            case "reset" -> reset(cursor);
            case "select" -> setConfig(cursor);
            case "discard" ->
                cursor.accept("all")
                        ? StatementTraits.cannotRun("DISCARD ALL", new SessionChange("all", null, false))
                        : change("discard", null, false);
            case "prepare", "deallocate", "load", "listen", "unlisten" -> change(verb, null, false);
            default -> StatementTraits.ORDINARY;
        };
    }

    private static StatementTraits reset(TokenCursor cursor) {
        if (cursor.accept("session", "authorization")) {
            return change("session_authorization", null, false);
        }
        if (cursor.accept("time", "zone")) {
            return change("timezone", null, false);
        }
        String name = settingName(cursor);
        return name == null ? StatementTraits.ORDINARY : change(name, null, false);
    }

    private static StatementTraits set(TokenCursor cursor) {
        if (cursor.acceptAny("constraints", "transaction")) {
            return StatementTraits.ORDINARY;
        }
        if (cursor.accept("session", "characteristics")) {
            return change("session_characteristics", null, false);
        }
        if (cursor.accept("session", "authorization")) {
            return change("session_authorization", cursor.value(), false);
        }
        boolean local = cursor.accept("local");
        if (!local) {
            cursor.accept("session");
        }
        if (cursor.accept("session", "authorization")) {
            return change("session_authorization", cursor.value(), local);
        }
        if (cursor.accept("time", "zone")) {
            return change("timezone", lastValue(cursor), local);
        }
        if (cursor.accept("role")) {
            return change("role", lastValue(cursor), local);
        }
        if (cursor.accept("names")) {
            return change("client_encoding", lastValue(cursor), local);
        }
        if (cursor.accept("schema")) {
            return change("search_path", lastValue(cursor), local);
        }
        if (cursor.accept("xml", "option")) {
            return change("xmloption", lastValue(cursor), local);
        }
        String name = settingName(cursor);
        if (name == null || !(cursor.accept("to") || cursor.acceptOperator("="))) {
            return StatementTraits.ORDINARY;
        }
        return change(name, cursor.accept("default") ? null : lastValue(cursor), local);
    }

    /** A setting's name; an extension's has a dot in it. */
    private static @Nullable String settingName(TokenCursor cursor) {
        QualifiedName name = cursor.qualifiedName();
        return name == null ? null : name.toString();
    }

    private static @Nullable String lastValue(TokenCursor cursor) {
        String value = cursor.value();
        return cursor.isAtEnd() ? value : null;
    }

    /** {@code SELECT [pg_catalog.]set_config('name', 'value', is_local)}, as {@code pg_dump} writes it. */
    private static StatementTraits setConfig(TokenCursor cursor) {
        QualifiedName function = cursor.qualifiedName();
        if (function == null || !function.name().equals("set_config") || !cursor.accept(TokenKind.OPEN_PAREN)) {
            return StatementTraits.ORDINARY;
        }
        String name = cursor.string();
        if (name == null) {
            return StatementTraits.ORDINARY;
        }
        cursor.accept(TokenKind.COMMA);
        String value = cursor.value();
        boolean plain = cursor.accept(TokenKind.COMMA);
        String local = plain ? cursor.value() : null;
        return change(name.toLowerCase(Locale.ROOT), plain ? value : null, local != null && !Literals.isFalse(local));
    }

    private static StatementTraits change(String name, @Nullable String value, boolean local) {
        return StatementTraits.of(new SessionChange(name, value, local));
    }
}
