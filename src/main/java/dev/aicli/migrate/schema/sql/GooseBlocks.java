package dev.aicli.migrate.schema.sql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Follows goose's markers around a statement. They are never needed to find a statement's end: what they enclose is
 * split like the rest, as some databases run only the first of several statements that are sent together.
 */
final class GooseBlocks {
    private final boolean enabled;
    private @Nullable SourcePosition opening;

    GooseBlocks(boolean enabled) {
        this.enabled = enabled;
    }

    /** {@return goose's command in a line comment, in lower case with single spaces; null when it has none} */
    static @Nullable String command(String comment) {
        String text = comment.substring(2).strip().toLowerCase(Locale.ROOT);
        return text.startsWith("+goose") ? text.substring(6).strip().replaceAll("\\s+", " ") : null;
    }

    /** Looks at the source's line comment; true when a block ends there, and with it a statement. */
    boolean endsAt(SourceBuffer source) throws SqlSyntaxException {
        if (!enabled) {
            return false;
        }
        String command = command(source.tokenText());
        if ("statementbegin".equals(command)) {
            if (opening != null) {
                throw source.error(
                        source.token,
                        "the block that StatementBegin opened in line " + opening.line() + " is still open");
            }
            opening = source.positionAt(source.token);
        } else if ("statementend".equals(command)) {
            if (opening == null) {
                throw source.error(source.token, "there is no StatementBegin before this StatementEnd");
            }
            opening = null;
            return true;
        }
        return false;
    }

    /** The script ends. */
    void end() throws SqlSyntaxException {
        if (opening != null) {
            throw new SqlSyntaxException(opening, "this StatementBegin has no StatementEnd");
        }
    }
}
