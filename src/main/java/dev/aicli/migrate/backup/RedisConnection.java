package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.BackupException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A connection to a Redis server. Jedis connects, logs in, and asks; a snapshot comes by the replication protocol,
 * which no client library speaks, over the same socket.
 */
final class RedisConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int LONGEST_LINE = 512;

    private final RedisUrl url;
    private final CapturingFactory sockets;
    private final ReplicaConnection connection;

    private RedisConnection(RedisUrl url, CapturingFactory sockets, ReplicaConnection connection) {
        this.url = url;
        this.sockets = sockets;
        this.connection = connection;
    }

    static RedisConnection open(RedisUrl url) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .timeoutMillis(TIMEOUT_MILLIS)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        url.password().ifPresent(password -> {
            config.password(password);
            url.user().ifPresent(config::user);
        });
        try {
            if (url.tls()) {
                config.ssl(true)
                        .sslSocketFactory(RedisTls.trusting(url.rootCertificate()))
                        .sslParameters(RedisTls.checkingNames());
            }
            JedisClientConfig built = config.build();
            CapturingFactory sockets =
                    new CapturingFactory(new DefaultJedisSocketFactory(new HostAndPort(url.host(), url.port()), built));
            ReplicaConnection connection = new ReplicaConnection(sockets, built);
            if (sockets.captured() instanceof SSLSocket secured) {
                secured.startHandshake();
            }
            return new RedisConnection(url, sockets, connection);
        } catch (JedisException | IOException | GeneralSecurityException e) {
            throw failure(url, "cannot connect to", e);
        }
    }

    /** {@return a field of the server's INFO} */
    String info(String section, String field) {
        try {
            connection.sendCommand(Protocol.Command.INFO, section);
            Matcher found = Pattern.compile("(?m)^" + Pattern.quote(field) + ":([^\r\n]*)")
                    .matcher(connection.getBulkReply());
            if (!found.find()) {
                throw new BackupException("the Redis server " + url.address() + " does not tell its " + field)
                        .next("see that it is a Redis server");
            }
            return found.group(1);
        } catch (JedisException e) {
            throw failure(url, "cannot ask", e);
        }
    }

    /** {@return the server's time, in seconds since 1970} */
    long time() {
        try {
            connection.sendCommand(Protocol.Command.TIME);
            List<String> secondsAndMicros = connection.getMultiBulkReply();
            return Long.parseLong(secondsAndMicros.get(0));
        } catch (JedisException e) {
            throw failure(url, "cannot ask", e);
        }
    }

    /** {@return a snapshot's bytes, once the server has made it} Nothing else can be asked afterwards. */
    AnnouncedStream requestSnapshot() throws IOException {
        try {
            // Newer servers then send the snapshot alone, without what is written meanwhile.
            connection.sendCommand(command("REPLCONF"), "rdb-only", "1");
            connection.getStatusCodeReply();
        } catch (JedisDataException e) {
            // An older server: what follows the snapshot is not read.
        }
        connection.requestSnapshot();
        BufferedInputStream in = new BufferedInputStream(sockets.captured().getInputStream(), 1 << 16);
        String answer = line(in);
        if (!answer.matches("\\$[0-9]{1,18}")) {
            throw failure(url, "cannot get a snapshot from", new IOException(answer.replaceFirst("^-", "")));
        }
        return new AnnouncedStream(in, Long.parseLong(answer.substring(1)));
    }

    /** Jedis names only what applications ask. */
    private static ProtocolCommand command(String name) {
        return () -> name.getBytes(StandardCharsets.US_ASCII);
    }

    /** While the server is busy making the snapshot, it sends empty lines. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' || line.toString().isBlank(); c = in.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) c);
        }
        return line.toString().strip();
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

    /** Ends all reading, from any thread. */
    @Override
    public void close() {
        try {
            connection.forceDisconnect();
        } catch (IOException | JedisException e) {
            // It is gone already.
        }
    }

    private static final class CapturingFactory implements JedisSocketFactory {
        private final JedisSocketFactory factory;
        private @Nullable Socket socket;

        CapturingFactory(JedisSocketFactory factory) {
            this.factory = factory;
        }

        @Override
        public Socket createSocket() {
            Socket created = factory.createSocket();
            socket = created;
            return created;
        }

        Socket captured() throws IOException {
            if (socket == null) {
                throw new IOException("not connected");
            }
            return socket;
        }
    }

    private static final class ReplicaConnection extends Connection {
        ReplicaConnection(JedisSocketFactory sockets, JedisClientConfig config) {
            super(sockets, config);
        }

        void requestSnapshot() {
            sendCommand(command("SYNC"));
            flush();
        }
    }
}
