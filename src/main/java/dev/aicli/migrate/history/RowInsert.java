package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.model.Checksums;
import java.util.Optional;

/**
 * The statement that appends a row to the ledger. What the client does not know yet, time, duration and hash, the
 * server works out in it, so that nobody has to wait for an answer in between.
 *
 * @param newHead what the row after it is chained to
 */
record RowInsert(String sql, ChainHead newHead) {
    private static final String COLUMNS = RowReader.STORED + ", previous_hash, down_script";
    private static final int USUAL_LENGTH = 2_000;

    /** {@return the statement for the entry, as the row after {@code head}} */
    static RowInsert of(Database database, HistoryNames names, ChainHead head, Entry entry) {
        long sequence = head.sequence() + 1;
        RowHash.Body body = RowHash.body(sequence, entry, entry.downScript());
        Optional<Long> measured = entry.durationMillis();
        Times times = measured.isPresent()
                ? new Times(database.instantLiteral(entry.startedAt()), Long.toString(measured.get()))
                : Times.ofTransaction(database);
        String previous = head.hash();
        String hash;
        ChainHead newHead;
        if (measured.isPresent() && previous != null) {
            String known = RowHash.hash(previous, body.startedAt(entry.startedAt()), measured.get());
            hash = database.textLiteral(known);
            newHead = new ChainHead(sequence, known);
        } else {
            String computed = measured.isPresent()
                    ? database.textLiteral("\n" + body.startedAt(entry.startedAt()))
                    : database.textLiteral("\n" + body.before()) + ", " + field(database.instantAsIso("h.started_at"))
                            + ", " + database.textLiteral(body.after());
            hash = database.sha256Hex("pg_catalog.concat(h.previous_hash, " + computed + ", h.duration_ms)")
                    .orElseThrow(() -> new IllegalArgumentException("the client must compute the hash"));
            newHead = new ChainHead(sequence, null);
        }
        StringBuilder sql = new StringBuilder(USUAL_LENGTH);
        sql.append("INSERT INTO ")
                .append(names.history())
                .append(" (" + COLUMNS + ") SELECT ")
                .append(sequence);
        Values values = new Values(database, sql);
        values.text(entry.run().runId());
        values.text(entry.subject().track());
        values.text(entry.subject().target());
        values.text(entry.version());
        values.text(entry.description());
        values.text(entry.action().word());
        values.text(entry.status().word());
        values.text(entry.checksums().map(Checksums::bytes));
        values.text(entry.checksums().map(Checksums::meaning));
        values.text(entry.headVersion());
        values.text(entry.scriptName());
        values.expression(Long.toString(entry.statements().done()));
        values.expression(Long.toString(entry.statements().total()));
        values.expression("h.started_at");
        values.expression("h.duration_ms");
        values.text(entry.run().release());
        values.text(entry.run().toolVersion());
        values.text(entry.run().operator());
        values.text(entry.run().backupId());
        values.text(entry.data());
        values.text(entry.error());
        values.expression(hash);
        values.expression("h.previous_hash");
        values.text(entry.downScript());
        sql.append(" FROM (SELECT ");
        if (previous == null) {
            sql.append("(SELECT hash FROM ").append(names.history()).append(" WHERE sequence ");
            sql.append(database.operator("="))
                    .append(' ')
                    .append(head.sequence())
                    .append(')');
        } else {
            sql.append(database.textLiteral(previous));
        }
        sql.append(" AS previous_hash, ").append(times.started()).append(" AS started_at, ");
        sql.append(times.duration()).append(" AS duration_ms) h");
        return new RowInsert(sql.toString(), newHead);
    }

    /** {@return the expression for a field of the body, as {@link RowHash} has it} */
    private static String field(String text) {
        return "pg_catalog.length(" + text + "), ':', " + text + ", ','";
    }

    /** The expressions for when it was started and how long it took, in milliseconds. */
    private record Times(String started, String duration) {
        static Times ofTransaction(Database database) {
            return new Times(measured(database.transactionStart()), measured(database.transactionMillis()));
        }

        private static String measured(Optional<String> expression) {
            return expression.orElseThrow(() -> new IllegalArgumentException("the client must measure the time"));
        }
    }

    /** Writes values behind a first one. */
    private record Values(Database database, StringBuilder sql) {
        void text(Optional<String> value) {
            if (value.isPresent()) {
                text(value.get());
            } else {
                expression("NULL");
            }
        }

        void text(String value) {
            expression(database.textLiteral(value));
        }

        void expression(String value) {
            sql.append(", ").append(value);
        }
    }
}
