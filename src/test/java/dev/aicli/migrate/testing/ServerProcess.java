package dev.aicli.migrate.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A server that was started for tests.
 *
 * @param log where its output goes
 */
record ServerProcess(Process process, Path log) {
    private static final long LIMIT_SECONDS = 60;
    private static final long PAUSE_MILLIS = 50;

    /** Asks whether the server can be used. */
    @FunctionalInterface
    interface Probe {
        boolean answers() throws IOException;
    }

    /** Starts it; both of its outputs go to the log. */
    static ServerProcess start(ProcessBuilder builder, Path log) throws IOException {
        return new ServerProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    /** {@return a port on this machine that nobody listens on} */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Waits until the server can be used.
     *
     * @throws IOException with the server's log, when it ends or takes too long; it is stopped then
     */
    void await(Probe probe) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!probe.answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroy();
                throw new IOException(Files.readString(log));
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
