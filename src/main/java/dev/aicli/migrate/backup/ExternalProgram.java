package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program of the database's makers, run to its end. It dies with us: what it reads or writes passes through us. */
public final class ExternalProgram {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int ERROR_LINES = 20;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Masking masking;

    /**
     * A program that is not started yet.
     *
     * @param environment takes the place of every {@code PG…} variable that we were given
     * @param masking hides what must not be shown of the errors that it prints
     */
    public ExternalProgram(List<String> command, Map<String, String> environment, Masking masking) {
        this.command = List.copyOf(command);
        this.environment = environment;
        this.masking = masking;
    }

    /** What we say to a program and hear from it while it runs. */
    public interface Exchange {
        /** Hears everything and says nothing. */
        static Exchange listening(Listening listening) {
            return (stdin, stdout) -> {
                stdin.close();
                listening.to(stdout);
            };
        }

        void with(OutputStream stdin, InputStream stdout) throws IOException;

        /** Takes in what a program prints. */
        interface Listening {
            void to(InputStream stdout) throws IOException;
        }
    }

    /** {@return the program's name, for messages} */
    String name() {
        String path = command.get(0);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Runs it.
     *
     * @throws BackupException when it cannot be started, or ends with any other status than 0; its last words are in
     *     the message
     */
    public void run(Exchange exchange, Cancellation cancellation) {
        Process process = start();
        LastWords errors = new LastWords(process.getErrorStream());
        boolean ended = false;
        try (Cancellation.Registration registered =
                cancellation.onCancel(() -> ProcessTree.end(process, Duration.ZERO))) {
            IOException broken = exchange(process, exchange);
            int status = process.waitFor();
            ended = true;
            cancellation.check();
            if (status != 0 || broken != null) {
                throw failure(status, errors.text(), broken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException(name() + " was interrupted", e);
        } finally {
            if (!ended) {
                ProcessTree.end(process, GRACE);
            }
        }
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PG"));
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new BackupException("cannot start " + command.get(0) + ": " + e.getMessage(), e)
                    .next("see that the program is there and may be executed");
        }
    }

    /**
     * {@return why the exchange broke off; then the program is ended, so that it does not take a part for the whole}
     */
    private static @Nullable IOException exchange(Process process, Exchange exchange) {
        try (OutputStream stdin = new UnclosedOnFailure(process.getOutputStream());
                InputStream stdout = process.getInputStream()) {
            try {
                exchange.with(stdin, stdout);
            } catch (IOException | RuntimeException e) {
                // It may have broken off because the program ended by itself; then its own words explain more.
                if (!hasEnded(process)) {
                    ProcessTree.end(process, Duration.ZERO);
                }
                throw e;
            }
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private static boolean hasEnded(Process process) {
        try {
            return process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private BackupException failure(int status, String errors, @Nullable IOException broken) {
        String said = errors.isEmpty() ? "" : ": " + errors;
        String cause = said.isEmpty() && broken != null ? ": " + broken.getMessage() : said;
        String how = status > 128 ? "was ended by signal " + (status - 128) : "failed with status " + status;
        BackupException failure =
                new BackupException(name() + (status == 0 ? " was cut off" : " " + how) + masking.mask(cause), broken);
        failure.detail("program", command.get(0))
                .next(
                        "remove the cause that it names, or whatever ended it, and run the same command again; nothing was"
                                + " changed");
        return failure;
    }

    /** Closing a program's input tells it that all was said; flushing what remains must not hide an earlier error. */
    private static final class UnclosedOnFailure extends FilterOutputStream {
        UnclosedOnFailure(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                // The program does not read any more; its status says why.
            }
        }
    }

    /** The end of what a program prints as errors, read as it comes so that the program never waits for us. */
    private static final class LastWords {
        private final Deque<String> lines = new ArrayDeque<>();
        private final Thread reader;

        LastWords(InputStream errors) {
            reader = new Thread(() -> read(errors), "program-errors");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream errors) {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    synchronized (lines) {
                        lines.add(line);
                        if (lines.size() > ERROR_LINES) {
                            lines.remove();
                        }
                    }
                }
            } catch (IOException e) {
                // The program is gone.
            }
        }

        String text() throws InterruptedException {
            reader.join(1_000);
            synchronized (lines) {
                return String.join("\n", new ArrayList<>(lines));
            }
        }
    }
}
