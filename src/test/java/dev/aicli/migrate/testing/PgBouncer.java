package dev.aicli.migrate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A real pgbouncer in transaction mode in front of a server: two transactions of one client may meet two sessions. */
public final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one with {@code poolSize} server sessions, in front of the server that the URL names. */
    public static PgBouncer start(Path folder, String serverUrl, int poolSize) {
        return start(folder, serverUrl, poolSize, "transaction");
    }

    /** Starts one whose clients keep their server's session for as long as {@code mode} says. */
    public static PgBouncer start(Path folder, String serverUrl, int poolSize, String mode) {
        try {
            int serverPort = URI.create(serverUrl).getPort();
            int port = ServerProcess.freePort();
            Path config = folder.resolve("pgbouncer.ini");
            Files.writeString(config, """
                    [databases]
                    * = host=127.0.0.1 port=%d user=postgres
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = %s
                    default_pool_size = %d
                    max_client_conn = 1000
                    ignore_startup_parameters = extra_float_digits
                    server_round_robin = 1
                    """.formatted(serverPort, port, mode, poolSize));
            // It runs as nobody under root, and must reach the file; the folder of all temporary files stays as it is.
            Path common = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
            for (Path path = folder;
                    path != null && path.startsWith(common) && !path.equals(common);
                    path = path.getParent()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            List<String> command = new ArrayList<>(List.of("pgbouncer"));
            if ("root".equals(System.getProperty("user.name"))) {
                command.addAll(List.of("-u", "nobody"));
            }
            command.add(config.toString());
            ServerProcess process = ServerProcess.start(new ProcessBuilder(command), folder.resolve("pgbouncer.log"));
            PgBouncer bouncer = new PgBouncer(process.process(), port);
            process.await(bouncer::listens);
            return bouncer;
        } catch (IOException e) {
            throw new UncheckedIOException("pgbouncer does not start; it comes with the package of that name", e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return the URL that reaches the same database through the pooler} */
    public String through(String serverUrl) {
        URI uri = URI.create(serverUrl);
        return serverUrl.replace(":" + uri.getPort() + "/", ":" + port + "/").replace("localhost", "127.0.0.1");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
