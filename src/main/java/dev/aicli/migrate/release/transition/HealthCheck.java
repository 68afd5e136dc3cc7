package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/**
 * Asks the application whether it is well: its address has to answer with a 2xx status. The address itself is never
 * shown, since it may hold a password.
 */
public final class HealthCheck {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 500;

    private final URI address;
    private final Duration patience;

    /**
     * A check of one address.
     *
     * @param patience how long the application may take until it is well
     */
    public HealthCheck(String address, Duration patience) {
        try {
            this.address = new URI(address);
        } catch (URISyntaxException e) {
            throw unusable();
        }
        String scheme = String.valueOf(this.address.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || this.address.getHost() == null) {
            throw unusable();
        }
        this.patience = patience;
    }

    private static UsageException unusable() {
        UsageException exception = new UsageException("the health address of the release is no http or https address");
        exception.next("write it in the release manifest as http://host:port/path");
        return exception;
    }

    /** Returns when the application is well. */
    void require(Cancellation cancellation) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(ANSWER).GET().build();
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            cancellation.check();
            String answer = answer(client, request);
            if (answer.isEmpty()) {
                return;
            }
            if (System.nanoTime() >= deadline) {
                throw new BackupException("the application is not well: its health address " + answer)
                        .next("see what the application says; give it longer with --health-wait");
            }
            pause(cancellation);
        }
    }

    /** {@return what is wrong with the answer; empty when nothing is} */
    private static String answer(HttpClient client, HttpRequest request) {
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300 ? "" : "answered with status " + status;
        } catch (IOException e) {
            return "did not answer (" + e.getClass().getSimpleName() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was not asked to the end";
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
