package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.release.HealthProbe;
import java.net.URI;
import java.time.Duration;

/**
 * Asks the application whether it is well: its address has to answer with a 2xx status. The address itself is never
 * shown, since it may hold a password.
 */
public final class HealthCheck {
    private static final long PAUSE_MILLIS = 500;

    private final String address;
    private final Duration patience;

    /**
     * A check of one address.
     *
     * @param patience how long the application may take until it is well
     */
    public HealthCheck(String address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** Returns when the application is well. */
    void require(Cancellation cancellation) {
        HealthProbe probe = new HealthProbe(URI.create(address));
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            cancellation.check();
            HealthProbe.Answer answer = probe.ask();
            if (answer.well()) {
                return;
            }
            if (System.nanoTime() >= deadline) {
                throw new BackupException("the application is not well: its health address " + answer.text())
                        .next("see what the application says; give it longer with --health-wait");
            }
            pause(cancellation);
        }
    }

    private static void pause(Cancellation cancellation) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancellation.exception();
        }
    }
}
