package dev.aicli.migrate.schema.sql;

import dev.aicli.migrate.schema.sql.OwnTransactions.Form;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows a script's own BEGIN and COMMIT. */
final class TransactionFollower {
    private final List<SourcePosition> starts = new ArrayList<>();
    private long count;
    private @Nullable SourcePosition open;
    private @Nullable SourcePosition unbalanced;
    private boolean rolledBack;
    private boolean workOutside;
    private @Nullable SourcePosition savepointOutside;

    boolean isInside() {
        return open != null;
    }

    void statement(StatementKind kind, SourcePosition position) {
        if (kind instanceof StatementKind.TransactionControl control) {
            control(control.action(), position);
        } else if (open == null && !(kind instanceof StatementKind.SessionChange)) {
            workOutside = true;
        }
    }

    private void control(StatementKind.TransactionControl.Action action, SourcePosition position) {
        switch (action) {
            case BEGIN -> {
                if (open != null) {
                    complain(position);
                }
                begin(position);
            }
            case COMMIT -> end(position);
            case COMMIT_AND_CHAIN -> {
                end(position);
                begin(position);
            }
            case ROLLBACK, PREPARE_TRANSACTION -> {
                end(position);
                rolledBack = true;
            }
            case ROLLBACK_AND_CHAIN -> {
                end(position);
                begin(position);
                rolledBack = true;
            }
            case COMMIT_PREPARED, ROLLBACK_PREPARED -> workOutside |= open == null;
            case SAVEPOINT, RELEASE_SAVEPOINT, ROLLBACK_TO_SAVEPOINT -> {
                if (open == null && savepointOutside == null) {
                    savepointOutside = position;
                }
            }
        }
    }

    private void begin(SourcePosition position) {
        open = position;
        count++;
        if (starts.size() < OwnTransactions.MAX_STARTS) {
            starts.add(position);
        }
    }

    private void end(SourcePosition position) {
        if (open == null) {
            complain(position);
        }
        open = null;
    }

    private void complain(SourcePosition position) {
        unbalanced = unbalanced == null ? position : unbalanced;
    }

    OwnTransactions result() {
        SourcePosition trouble = unbalanced == null ? open : unbalanced;
        Form form = trouble != null
                ? Form.UNBALANCED
                : count == 0 ? Form.NONE : count > 1 || rolledBack || workOutside ? Form.AS_WRITTEN : Form.WHOLE_FILE;
        return new OwnTransactions(form, count, starts, trouble, savepointOutside);
    }
}
