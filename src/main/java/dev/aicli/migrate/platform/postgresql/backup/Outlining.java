package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.Outline;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.model.BackupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The outline of a PostgreSQL database, read beside other work. Nobody else uses its connection meanwhile. */
final class Outlining {
    private final Connection connection;
    private final FutureTask<Outline> task;

    private Outlining(Connection connection, FutureTask<Outline> task) {
        this.connection = connection;
        this.task = task;
    }

    /** Begins to read, in the transaction that is open. */
    static Outlining start(Connection connection, boolean rows, HistoryNames names) {
        FutureTask<Outline> task =
                new FutureTask<>(() -> new PostgreSqlOutline(connection).read(rows, withoutRows(connection, names)));
        Thread thread = new Thread(task, "backup-outline");
        thread.setDaemon(true);
        thread.start();
        return new Outlining(connection, task);
    }

    /** The rows of the lock are not dumped. */
    private static Set<String> withoutRows(Connection connection, HistoryNames names) throws SQLException {
        String lock = names.lock().replace("'", "''");
        return Set.of(new PostgreSqlCatalogue(connection)
                .text(
                        "SELECT pg_catalog.min(pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname))"
                                + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE c.oid = pg_catalog.to_regclass('" + lock + "')"));
    }

    /** {@return what was read} Waits for it. */
    Outline result(Cancellation cancellation) throws SQLException {
        try (Cancellation.Registration registered = cancellation.onCancel(this::abort)) {
            return task.get();
        } catch (ExecutionException e) {
            cancellation.check();
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new BackupException("cannot count what is backed up: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("the backup was interrupted", e);
        }
    }

    /** Ends it; when it had failed itself, that is why whatever shared its snapshot failed too. */
    void abandon() throws SQLException {
        if (task.isDone()) {
            result(new Cancellation());
        }
        abort();
    }

    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
        }
    }
}
