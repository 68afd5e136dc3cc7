package dev.aicli.migrate.history;

import dev.aicli.migrate.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the chain of hashes while rows are read. Of a long history that happens on a thread of its own, so that it
 * is done almost as soon as the last row is there.
 */
final class ChainCheck {
    private static final int BATCH = 256;
    private static final int BATCHES_WAITING = 8;

    private final MessageDigest digest = Sha256.digest();
    private final BlockingQueue<List<Link>> waiting = new ArrayBlockingQueue<>(BATCHES_WAITING);
    private List<Link> batch = new ArrayList<>();
    private @Nullable Thread thread;
    private String previousHash = Objects.requireNonNull(ChainHead.START.hash());
    private long expected = 1;
    private volatile Optional<String> fault = Optional.empty();

    /**
     * A row as it stands in the table.
     *
     * @param previousHash as recorded
     * @param downScriptHash of the down script that is recorded now
     */
    record Link(Row row, @Nullable String previousHash, Optional<String> downScriptHash) {}

    /** The next row; in their order. */
    void add(Row row, @Nullable String recordedPrevious, Optional<String> downScriptHash) {
        batch.add(new Link(row, recordedPrevious, downScriptHash));
        if (batch.size() == BATCH) {
            hand(batch);
            batch = new ArrayList<>(BATCH);
        }
    }

    private void hand(List<Link> links) {
        if (thread == null) {
            Thread started = new Thread(this::work, "history-chain");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
        try {
            waiting.put(links);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the history", e);
        }
    }

    private void work() {
        try {
            for (List<Link> links = waiting.take(); !links.isEmpty(); links = waiting.take()) {
                links.forEach(this::check);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return how far the chain holds; to be called once, after the last row} */
    ChainReport finish() {
        Thread started = thread;
        if (started == null) {
            batch.forEach(this::check);
            return report();
        }
        if (!batch.isEmpty()) {
            hand(batch);
        }
        hand(List.of());
        try {
            started.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the history", e);
        }
        return report();
    }

    private ChainReport report() {
        return new ChainReport(expected - 1, fault);
    }

    private void check(Link link) {
        if (fault.isPresent()) {
            return;
        }
        Row row = link.row();
        if (row.sequence() != expected) {
            fault = Optional.of("row " + expected + " is missing");
        } else if (!previousHash.equals(link.previousHash())) {
            fault = Optional.of("row " + expected + " does not follow the row before it");
        } else if (!row.hash().equals(hash(row, previousHash, link.downScriptHash(), digest))) {
            fault = Optional.of("row " + expected + " was changed after it was written");
        } else {
            previousHash = row.hash();
            expected++;
        }
    }

    /** {@return the hash that a row should have} */
    static String hash(Row row, String previousHash, Optional<String> downScriptHash, MessageDigest digest) {
        String text = RowHash.text(
                previousHash,
                RowHash.bodyOf(row.sequence(), row.entry(), downScriptHash)
                        .startedAt(row.entry().startedAt()),
                row.entry().durationMillis().orElse(0L));
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return Sha256.of(digest);
    }
}
