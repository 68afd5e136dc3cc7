package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** A connection to a Redis server, logged in. A snapshot comes by the replication protocol, over the same socket. */
final class RedisConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final RedisUrl url;
    private final Socket socket;
    private final RespStream server;

    private RedisConnection(RedisUrl url, Socket socket, RespStream server) {
        this.url = url;
        this.socket = socket;
        this.server = server;
    }

    static RedisConnection open(RedisUrl url) {
        try {
            Socket socket = connect(url);
            try {
                RespStream server = new RespStream(url.tls() ? secured(socket, url) : socket);
                logIn(server, url);
                return new RedisConnection(url, socket, server);
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                socket.close();
                throw e;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw failure(url, "cannot connect to", e);
        }
    }

    /** A name may stand for several addresses, of which the server listens on one. */
    private static Socket connect(RedisUrl url) throws IOException {
        IOException failure = new UnknownHostException(url.host());
        for (InetAddress address : InetAddress.getAllByName(url.host())) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.connect(new InetSocketAddress(address, url.port()), TIMEOUT_MILLIS);
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private static Socket secured(Socket socket, RedisUrl url) throws IOException, GeneralSecurityException {
        SSLSocket secured =
                (SSLSocket) RedisTls.trusting(url.rootCertificate()).createSocket(socket, url.host(), url.port(), true);
        secured.setSSLParameters(RedisTls.checkingNames());
        secured.startHandshake();
        return secured;
    }

    private static void logIn(RespStream server, RedisUrl url) throws IOException {
        if (url.password().isPresent()) {
            String password = url.password().get();
            if (url.user().isPresent()) {
                server.ask("AUTH", url.user().get(), password);
            } else {
                server.ask("AUTH", password);
            }
        }
    }

    /** {@return a field of the server's INFO} */
    String info(String section, String field) {
        return ask("INFO", section)
                .get(0)
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .findFirst()
                .map(line -> line.substring(field.length() + 1))
                .orElseThrow(
                        () -> new BackupException("the Redis server " + url.address() + " does not tell its " + field)
                                .next("see that it is a Redis server"));
    }

    /** {@return the server's time, in seconds since 1970} */
    long time() {
        String seconds = ask("TIME").get(0);
        if (!seconds.matches("[0-9]{1,18}")) {
            throw failure(url, "cannot ask", new IOException("it tells no time"));
        }
        return Long.parseLong(seconds);
    }

    private List<String> ask(String... words) {
        try {
            return server.ask(words);
        } catch (IOException e) {
            throw failure(url, "cannot ask", e);
        }
    }

    /** {@return a snapshot's bytes, once the server has made it} Nothing else can be asked afterwards. */
    AnnouncedStream requestSnapshot() throws IOException {
        try {
            // Newer servers then send the snapshot alone, without what is written meanwhile.
            server.ask("REPLCONF", "rdb-only", "1");
        } catch (RespStream.Refusal e) {
            // An older server: what follows the snapshot is not read.
        }
        try {
            return server.stream("SYNC");
        } catch (RespStream.Refusal e) {
            throw failure(url, "cannot get a snapshot from", e);
        }
    }

    private static BackupException failure(RedisUrl url, String what, Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String reason = url.masking().mask(e.getMessage() + (cause == e ? "" : " (" + cause.getMessage() + ")"));
        BackupException failure = new BackupException(what + " the Redis server " + url.address() + ": " + reason, e);
        boolean refused = reason.contains("NOPERM");
        failure.next(
                refused
                        ? "let the user do what a backup needs: ACL SETUSER "
                                + url.user().orElse("…") + " +info +time +sync +replconf"
                        : "see that it runs, that backup.redis names it, and that its log tells of nothing");
        return failure;
    }

    /** Ends all reading, from any thread. A secured socket is not asked: it would wait for whoever writes. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
