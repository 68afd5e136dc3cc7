package dev.aicli.migrate.history;

import java.sql.SQLException;
import java.time.Duration;

/** Gives a sign of life in the background until it is stopped, or until what it is for is lost. */
public final class Heartbeat {
    /** Gives a sign of life once; false when what it is for is no longer ours. */
    public interface Renewal {
        boolean renew() throws SQLException;
    }

    /** After so many intervals without a beat something has kept us from it: we slept, or nobody answers. */
    private static final int LATE = 2;

    private final Duration interval;
    private final Renewal renewal;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean lost;
    private volatile long lastBeatMillis;

    private Heartbeat(String name, Duration interval, Renewal renewal) {
        this.interval = interval;
        this.renewal = renewal;
        this.lastBeatMillis = System.currentTimeMillis();
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Begins; the first sign of life is due after an interval. */
    public static Heartbeat start(String name, Duration interval, Renewal renewal) {
        Heartbeat heartbeat = new Heartbeat(name, interval, renewal);
        heartbeat.thread.start();
        return heartbeat;
    }

    private void run() {
        while (!stopped && !lost) {
            try {
                Thread.sleep(interval.toMillis());
                if (!stopped) {
                    beat();
                }
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                // A beat may be missed; a lease outlives several.
            }
        }
    }

    private synchronized void beat() throws SQLException {
        long begun = System.currentTimeMillis();
        if (!lost && renewal.renew()) {
            lastBeatMillis = begun;
        } else {
            lost = true;
        }
    }

    /** {@return whether nothing is lost} Gives a sign of life now when the last one was long ago. */
    public boolean beatsStill() {
        // The clock on the wall: the other one stands still while a machine is suspended.
        long silence = System.currentTimeMillis() - lastBeatMillis;
        if (!lost && (silence < 0 || silence > LATE * interval.toMillis())) {
            try {
                beat();
            } catch (SQLException | RuntimeException e) {
                return true;
            }
        }
        return !lost;
    }

    public void stop() {
        stopped = true;
        thread.interrupt();
    }
}
