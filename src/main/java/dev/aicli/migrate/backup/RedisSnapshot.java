package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a Redis server holds, as a snapshot file (RDB). The server is asked as a replica would ask: it saves anew
 * and sends the file when that is complete.
 */
public final class RedisSnapshot implements BackupSource {
    static final String FILE = "redis.rdb";
    private static final int ATTEMPTS = 5;

    private final RedisUrl url;

    public RedisSnapshot(RedisUrl url) {
        this.url = url;
    }

    /** {@return the memory that the server uses: a snapshot is smaller} */
    @Override
    public long estimate() {
        try (RedisConnection connection = RedisConnection.open(url)) {
            return Long.parseLong(connection.info("memory", "used_memory"));
        }
    }

    /**
     * {@return the server's version}
     *
     * @throws dev.aicli.migrate.model.BackupException when it cannot be asked
     */
    public String serverVersion() {
        try (RedisConnection connection = RedisConnection.open(url)) {
            return connection.info("server", "redis_version");
        }
    }

    @Override
    public Part save(Staging staging) {
        try {
            for (int attempt = 1; ; attempt++) {
                Optional<Part> part = attempt(staging);
                if (part.isPresent()) {
                    return part.get();
                }
                if (attempt == ATTEMPTS) {
                    throw new BackupException("the Redis server " + url.address() + " keeps sending snapshots that it"
                                    + " began to make for others before")
                            .next("run the same command again when no replicas of it are catching up");
                }
            }
        } catch (IOException e) {
            staging.cancellation().check();
            throw new BackupException(
                            "the snapshot of the Redis server " + url.address() + " failed: " + e.getMessage(), e)
                    .next("see the server's log, and that the disk with the backups has room");
        }
    }

    /** {@return the part; empty when the server sent a snapshot that is older than our wish for one} */
    private Optional<Part> attempt(Staging staging) throws IOException {
        Path file = staging.folder().resolve(FILE);
        Files.deleteIfExists(file);
        try (RedisConnection connection = RedisConnection.open(url);
                Cancellation.Registration registered = staging.cancellation().onCancel(connection::close)) {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("serverVersion", connection.info("server", "redis_version"));
            long asked = connection.time();
            AnnouncedStream incoming = connection.requestSnapshot();
            PartFile written = OwnerOnly.write(
                    incoming, file, done -> staging.progress().transferred("backing up redis", done, incoming.size()));
            RdbFile snapshot = RdbFile.read(file);
            facts.put("rdbVersion", Integer.toString(snapshot.version()));
            snapshot.madeAt()
                    .ifPresent(made ->
                            facts.put("madeAt", Instant.ofEpochSecond(made).toString()));
            boolean isNew = snapshot.madeAt().orElse(asked) >= asked;
            return isNew
                    ? Optional.of(new Part("redis", Part.Kind.REDIS, url.address(), List.of(written), facts))
                    : Optional.empty();
        }
    }

    /** {@return what is wrong with a snapshot file; empty when it is sound} */
    static Optional<String> fault(Path file) {
        try {
            return RdbFile.read(file).fault();
        } catch (IOException e) {
            return Optional.of(FILE + " cannot be read: " + e.getMessage());
        }
    }
}
