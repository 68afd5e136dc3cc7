package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.Literals;
import dev.aicli.migrate.schema.sql.TokenCursor;
import dev.aicli.migrate.schema.sql.TokenKind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of a statement in parentheses: {@code (create_slot = false, concurrently)}. */
final class OptionList {
    static final OptionList NONE = new OptionList();

    /** An option without a value means true. */
    private final Map<String, @Nullable String> values = new HashMap<>();

    private OptionList() {}

    /** Reads and passes the list whose opening parenthesis is next. */
    static OptionList read(TokenCursor cursor) {
        var options = new OptionList();
        cursor.skip();
        while (!cursor.isAtEnd() && !cursor.accept(TokenKind.CLOSE_PAREN)) {
            String name = cursor.name();
            if (name == null) {
                cursor.skip();
                continue;
            }
            cursor.acceptOperator("=");
            boolean valued = cursor.kind() != TokenKind.COMMA && cursor.kind() != TokenKind.CLOSE_PAREN;
            options.values.put(name, valued ? cursor.value() : null);
            cursor.accept(TokenKind.COMMA);
        }
        return options;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** {@return whether an option has the value NONE, in any case} */
    boolean isNone(String name) {
        return "none".equalsIgnoreCase(values.get(name));
    }

    boolean isTrue(String name, boolean otherwise) {
        if (!values.containsKey(name)) {
            return otherwise;
        }
        String value = values.get(name);
        return value == null || !Literals.isFalse(value);
    }
}
