package dev.aicli.migrate.release;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks the application how it is: one GET, answered with a 2xx status when it is well. Redirects are not followed: a
 * page to log in at would look well. The address is never shown, since it may hold a password.
 */
public final class HealthProbe {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int BEYOND_OK = 300;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final HttpRequest request;

    /** A probe of an {@code http} or {@code https} address. */
    public HealthProbe(URI address) {
        this.request = HttpRequest.newBuilder(address).timeout(LIMIT).GET().build();
    }

    /**
     * What came of it.
     *
     * @param reached whether there was an answer at all
     * @param well whether it was a good one
     * @param text the answer in a few words: {@code answered with status 200}; never what it says
     */
    public record Answer(boolean reached, boolean well, String text) {}

    /** {@return the answer} Never throws for what the other side does. */
    public Answer ask() {
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return new Answer(true, status >= OK && status < BEYOND_OK, "answered with status " + status);
        } catch (IOException e) {
            return new Answer(false, false, "did not answer (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, false, "was not asked to the end");
        }
    }
}
