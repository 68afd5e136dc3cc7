package dev.aicli.migrate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server on a free port of this machine, with a superuser {@code postgres} who needs no password. Its data
 * is gone when it is closed.
 *
 * <p>PostgreSQL refuses to run as root, so for root it runs as {@code nobody}. The server also ends by itself when this
 * process does, however that happens: its shell waits for the end of our pipe.
 */
public final class PostgresServer implements AutoCloseable {
    private static final boolean WE_ARE_ROOT = "root".equals(System.getProperty("user.name"));
    private static final int NOBODY = 65534;
    private static final long LIMIT_SECONDS = 60;
    /** Ends with the server, and ends the server at once when the input ends. */
    private static final String RUN_UNTIL_INPUT_ENDS = "exec 3<&0; \"$@\" </dev/null 3<&- & server=$!;"
            + " { cat <&3 >/dev/null; kill -QUIT $server; } & exec 3<&-; wait $server";

    private final Path data;
    private final int port;
    private final Process process;

    private PostgresServer(Path data, int port, Process process) {
        this.data = data;
        this.port = port;
        this.process = process;
    }

    /** Starts a server of {@code majorVersion} (15 to 18) with {@code settings} in place of the configuration's. */
    public static PostgresServer start(int majorVersion, Map<String, String> settings) {
        try {
            Path programs = PostgresBinaries.of(majorVersion).resolve("bin");
            Path data = Files.createTempDirectory(PostgresBinaries.temporaryFolder(), "aicli-web-postgres-data-");
            if (WE_ARE_ROOT) {
                Files.setAttribute(data, "unix:uid", NOBODY);
            }
            run(
                    programs.resolve("initdb").toString(),
                    "-D",
                    data.toString(),
                    "-U",
                    "postgres",
                    "-A",
                    "trust",
                    "-E",
                    "UTF-8",
                    "--locale=C",
                    "--no-sync");
            int port = ServerProcess.freePort();
            ServerProcess process = launch(programs, data, port, settings);
            PostgresServer server = new PostgresServer(data, port, process.process());
            try {
                process.await(server::answers);
            } catch (IOException e) {
                server.close();
                throw e;
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL " + majorVersion + " does not start", e);
        }
    }

    /** {@return a new folder for files that a server is to read, a key for instance} */
    public static Path folderForServer() throws IOException {
        return Files.createTempDirectory(PostgresBinaries.temporaryFolder(), "aicli-web-postgres-files-");
    }

    /** Gives everything in a folder, and the folder, to the user that servers run as, for that user alone to read. */
    public static void giveToServer(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwx------" : "rw-------"));
                if (WE_ARE_ROOT) {
                    Files.setAttribute(file, "unix:uid", NOBODY);
                }
            }
        }
    }

    /** {@return the port on 127.0.0.1} */
    public int port() {
        return port;
    }

    /** {@return the folder of its Unix socket} */
    public Path socketFolder() {
        return data;
    }

    /** {@return a JDBC URL for the superuser} */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    /** {@return what the server has written to its log} */
    public String log() {
        try {
            return new String(Files.readAllBytes(data.resolve("server.log")), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server without ceremony and throws its data away. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            deleteFolder(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes a folder with what is in it. */
    public static void deleteFolder(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static ServerProcess launch(Path programs, Path data, int port, Map<String, String> settings)
            throws IOException {
        List<String> command = asServerUser("sh", "-c", RUN_UNTIL_INPUT_ENDS, "sh");
        command.add(programs.resolve("postgres").toString());
        command.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port), "-h", "127.0.0.1"));
        command.addAll(List.of("-k", data.toString(), "-c", "fsync=off", "-c", "full_page_writes=off"));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return ServerProcess.start(
                new ProcessBuilder(command)
                        .directory(PostgresBinaries.temporaryFolder().toFile()),
                data.resolve("server.log"));
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"))) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(asServerUser(command))
                .directory(PostgresBinaries.temporaryFolder().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ":\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<String> asServerUser(String... command) {
        List<String> full = new ArrayList<>();
        if (WE_ARE_ROOT) {
            full.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
        }
        full.addAll(List.of(command));
        return full;
    }
}
