package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.StatementTraits;
import dev.aicli.migrate.schema.sql.TokenCursor;
import dev.aicli.migrate.schema.sql.TokenKind;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names the statements on subscriptions. A replication slot on the publisher cannot be created, altered or dropped in a
 * transaction, as it would not be rolled back.
 */
final class PostgreSqlSubscriptions {
    private final Set<String> withoutSlot = new HashSet<>();

    /** {@code CREATE SUBSCRIPTION} was read. */
    StatementTraits create(TokenCursor cursor) {
        String name = cursor.name();
        OptionList options = optionsAfterWith(cursor);
        noteSlot(name, options);
        return options.isTrue("create_slot", options.isTrue("connect", true))
                ? StatementTraits.cannotRun("CREATE SUBSCRIPTION with a replication slot")
                : StatementTraits.ORDINARY;
    }

    /** {@code DROP SUBSCRIPTION} was read. */
    StatementTraits drop(TokenCursor cursor) {
        cursor.accept("if", "exists");
        String name = cursor.name();
        return name != null && withoutSlot.remove(name)
                ? StatementTraits.ORDINARY
                : StatementTraits.cannotRun("DROP SUBSCRIPTION with a replication slot");
    }

    /** {@code ALTER SUBSCRIPTION} was read. */
    StatementTraits alter(TokenCursor cursor) {
        String name = cursor.name();
        if (cursor.accept("refresh")) {
            return StatementTraits.cannotRun("ALTER SUBSCRIPTION … REFRESH");
        }
        boolean publications = cursor.accept("set", "publication")
                || cursor.accept("add", "publication")
                || cursor.accept("drop", "publication");
        if (publications) {
            return optionsAfterWith(cursor).isTrue("refresh", true)
                    ? StatementTraits.cannotRun("ALTER SUBSCRIPTION … PUBLICATION with refresh")
                    : StatementTraits.ORDINARY;
        }
        if (cursor.accept("set") && cursor.kind() == TokenKind.OPEN_PAREN) {
            OptionList options = OptionList.read(cursor);
            noteSlot(name, options);
            // The slot is altered with these: failover since version 17, two_phase since 18.
            return options.has("failover") || options.has("two_phase")
                    ? StatementTraits.cannotRun("ALTER SUBSCRIPTION … SET (failover or two_phase)")
                    : StatementTraits.ORDINARY;
        }
        return StatementTraits.ORDINARY;
    }

    private void noteSlot(@Nullable String subscription, OptionList options) {
        if (subscription != null && options.has("slot_name")) {
            if (options.isNone("slot_name")) {
                withoutSlot.add(subscription);
            } else {
                withoutSlot.remove(subscription);
            }
        }
    }

    private static OptionList optionsAfterWith(TokenCursor cursor) {
        while (!cursor.isAtEnd()) {
            if (cursor.accept("with") && cursor.kind() == TokenKind.OPEN_PAREN) {
                return OptionList.read(cursor);
            }
            cursor.skip();
        }
        return OptionList.NONE;
    }
}
