package dev.aicli.migrate.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Redis on a free port of this machine. What it holds is gone when it is closed. */
public final class RedisServer implements AutoCloseable {
    private final Process process;
    private final int port;

    private RedisServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one in a folder, with options as {@code redis-server} takes them; a snapshot that is there is loaded. */
    public static RedisServer start(Path folder, String... options) {
        try {
            int port = ServerProcess.freePort();
            List<String> command = new ArrayList<>(List.of(
                    "redis-server", "--bind", "127.0.0.1", "--port", String.valueOf(port), "--save", "", "--dir"));
            command.add(folder.toString());
            command.addAll(List.of(options));
            ServerProcess process = ServerProcess.start(new ProcessBuilder(command), folder.resolve("redis.log"));
            RedisServer server = new RedisServer(process.process(), port);
            process.await(() -> Files.readString(process.log()).contains("Ready to accept connections"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server does not start; it comes with the package of that name", e);
        }
    }

    public int port() {
        return port;
    }

    /** {@return the first line of the answer to a command; for a text the text itself} */
    public String ask(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            String line = answer.readLine();
            return line.startsWith("$") && !line.equals("$-1") ? answer.readLine() : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
