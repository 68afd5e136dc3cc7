package dev.aicli.migrate.config.files;

import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.config.operation.StashJson;
import dev.aicli.migrate.model.MigrationFailedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * What runs kept for the way back: a file for each run, a line of {@link StashJson} for each step. It may hold secrets;
 * history only knows the file's name and the line's number.
 */
public final class StashFolder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String SUFFIX = ".stash.jsonl";

    private final PrivateFolder folder;
    private final Map<String, long[]> lineStarts = new ConcurrentHashMap<>();

    public StashFolder(Path folder) {
        this.folder = new PrivateFolder(folder);
    }

    /** {@return the name of a run's file} */
    public static String name(String runId) {
        return runId + SUFFIX;
    }

    /** {@return whether a run may be called so: a name of a file that leads nowhere else} */
    static boolean isRunId(String text) {
        return NAME.matcher(text).matches();
    }

    /** Writes a run's file. */
    void write(String runId, Iterable<String> lines) throws IOException {
        folder.write(name(runId), lines);
    }

    void delete(String runId) throws IOException {
        Files.deleteIfExists(folder.resolve(name(runId)));
    }

    /** {@return what was kept there; empty when the file was lost} */
    public Optional<Stash> find(String name, int line) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        long[] starts = lineStarts.computeIfAbsent(name, this::lineStarts);
        if (line < 0 || line >= starts.length - 1) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(starts[line + 1] - starts[line]));
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, starts[line] + buffer.position()) < 0) {
                    throw new EOFException();
                }
            }
            return Optional.of(StashJson.read(new String(buffer.array(), StandardCharsets.UTF_8)));
        } catch (IOException | UncheckedIOException e) {
            throw damaged(name, e);
        }
    }

    /** {@return where each line begins, and the end; the lines themselves may be too many to be held} */
    private long[] lineStarts(String name) {
        LongStream.Builder starts = LongStream.builder();
        starts.add(0);
        try (InputStream in = Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            folder.requireOurs();
            byte[] buffer = new byte[1 << 16];
            long offset = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        starts.add(offset + i + 1);
                    }
                }
                offset += read;
            }
            return starts.build().toArray();
        } catch (NoSuchFileException e) {
            return new long[] {0};
        } catch (IOException e) {
            throw damaged(name, e);
        }
    }

    private MigrationFailedException damaged(String name, Exception e) {
        MigrationFailedException exception = new MigrationFailedException(
                "what an earlier run kept for the way back cannot be read: " + folder.resolve(name), e);
        exception.next("see that this user may read it; moved elsewhere, the way back goes on without it as far as"
                + " that is possible");
        return exception;
    }
}
