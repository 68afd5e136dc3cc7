package dev.aicli.migrate.release;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the application how it is: one GET, answered with a 2xx status when it is well. */
public final class HealthProbe {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int BEYOND_OK = 300;

    private HealthProbe() {}

    /**
     * What came of it.
     *
     * @param reached whether there was an answer at all
     * @param well whether it was a good one
     * @param text the answer in a few words; never what the body says
     */
    public record Answer(boolean reached, boolean well, String text) {}

    /** {@return the answer} Follows redirects; never throws for what the other side does. */
    public static Answer ask(String address) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(LIMIT)
                .header("User-Agent", "aicli-web")
                .GET()
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return new Answer(true, status >= OK && status < BEYOND_OK, "status " + status);
        } catch (IOException e) {
            String reason = e.getMessage();
            return new Answer(
                    false, false, "no answer: " + (reason == null ? e.getClass().getSimpleName() : reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, false, "no answer: interrupted");
        }
    }
}
