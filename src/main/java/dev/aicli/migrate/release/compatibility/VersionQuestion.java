package dev.aicli.migrate.release.compatibility;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a program for its version: runs it, for a short while, and reads the beginning of what it prints. */
final class VersionQuestion {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int SHOWN_BYTES = 4_096;

    private VersionQuestion() {}

    /**
     * What came of it.
     *
     * @param text what it printed
     * @param fault why there is no answer
     */
    record Answer(String text, Optional<String> fault) {
        private static Answer none(String fault) {
            return new Answer("", Optional.of(fault));
        }
    }

    static Answer ask(List<String> command, Path directory) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .start();
        } catch (IOException e) {
            return Answer.none("there is no such program, or it cannot be started");
        }
        try {
            CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> beginning(process));
            String text = said.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                return Answer.none("it did not end within " + LIMIT.toSeconds() + " s");
            }
            int status = process.exitValue();
            return status == 0 ? new Answer(text, Optional.empty()) : Answer.none("it failed with status " + status);
        } catch (TimeoutException e) {
            return Answer.none("it did not end within " + LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Answer.none("what it prints cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.none("it was interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The rest is read too, so that the program does not wait for us. */
    private static String beginning(Process process) {
        try (InputStream output = process.getInputStream()) {
            byte[] first = output.readNBytes(SHOWN_BYTES);
            output.transferTo(OutputStream.nullOutputStream());
            return new String(first, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
