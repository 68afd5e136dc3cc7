package dev.aicli.migrate.history;

import java.sql.SQLException;
import java.time.Duration;

/** Renews a lease in the background until it is stopped or lost. */
final class Heartbeat {
    /** Renews once; false when the lease is no longer ours. */
    interface Renewal {
        boolean renew() throws SQLException;
    }

    private final Duration interval;
    private final Renewal renewal;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean lost;

    private Heartbeat(Duration interval, Renewal renewal) {
        this.interval = interval;
        this.renewal = renewal;
        this.thread = new Thread(this::beat, "lease-heartbeat");
        thread.setDaemon(true);
    }

    static Heartbeat start(Duration interval, Renewal renewal) {
        Heartbeat heartbeat = new Heartbeat(interval, renewal);
        heartbeat.thread.start();
        return heartbeat;
    }

    private void beat() {
        while (!stopped && !lost) {
            try {
                Thread.sleep(interval.toMillis());
                lost = !stopped && !renewal.renew();
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                // A beat may be missed; the lease outlives several.
            }
        }
    }

    boolean lost() {
        return lost;
    }

    void stop() {
        stopped = true;
        thread.interrupt();
    }
}
