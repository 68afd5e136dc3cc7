package dev.aicli.migrate.platform.postgresql.pipeline;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.MigrateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches the flight that is on its way. The server answers to all of a flight in the end: of one that takes long,
 * another connection sees what is committed already. And the server forgets a wish to stop that reaches it between two
 * statements: it is uttered again.
 */
final class FlightWatch implements AutoCloseable {
    private static final long TICK_MILLIS = 250;
    private static final long LONG_NANOS = 1_000_000_000;

    private final Database database;
    private final Cancellation cancellation;
    private final Runnable cancel;
    private @Nullable Thread thread;
    private @Nullable PostgreSqlFlight underway;
    private long nextLook;
    private volatile boolean stopped;

    /**
     * A watch that does nothing until a flight departs.
     *
     * @param cancel stops what the server is executing
     */
    FlightWatch(Database database, Cancellation cancellation, Runnable cancel) {
        this.database = database;
        this.cancellation = cancellation;
        this.cancel = cancel;
    }

    synchronized void departed(PostgreSqlFlight flight) {
        underway = flight;
        nextLook = System.nanoTime() + LONG_NANOS;
        if (thread == null) {
            thread = new Thread(this::watch, "flight-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Returns when no wish to stop is on its way to the server any more: it would hit what is executed next. */
    synchronized void landed() {
        underway = null;
    }

    private void watch() {
        try {
            while (!stopped) {
                Thread.sleep(TICK_MILLIS);
                Optional<PostgreSqlFlight> late = tick();
                if (late.isPresent()) {
                    look(late.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<PostgreSqlFlight> tick() {
        PostgreSqlFlight flight = underway;
        if (flight == null) {
            return Optional.empty();
        }
        if (cancellation.requested()) {
            cancel.run();
        }
        long now = System.nanoTime();
        if (now - nextLook < 0) {
            return Optional.empty();
        }
        nextLook = now + LONG_NANOS;
        return Optional.of(flight);
    }

    /** Tells of the flight's transactions that are committed, in their order, as far as that can be seen. */
    void look(PostgreSqlFlight flight) {
        if (flight.nextRecorded().isEmpty()) {
            return;
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (Optional<String> next = flight.nextRecorded(); next.isPresent(); next = flight.nextRecorded()) {
                try (ResultSet row = statement.executeQuery(next.get())) {
                    if (!row.next()) {
                        return;
                    }
                    flight.isRecorded(next.get(), row.getLong(1));
                }
            }
        } catch (SQLException | MigrateException e) {
            // The answers tell as well, only later.
        }
    }

    @Override
    public void close() {
        stopped = true;
        Thread watching = thread;
        if (watching != null) {
            watching.interrupt();
        }
    }
}
