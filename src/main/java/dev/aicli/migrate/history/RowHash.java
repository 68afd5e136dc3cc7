package dev.aicli.migrate.history;

import dev.aicli.migrate.model.Checksums;
import dev.aicli.migrate.model.InstantText;
import dev.aicli.migrate.model.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * The hash that chains the rows.
 *
 * <p>SHA-256, in lower-case hexadecimal, over the UTF-8 text: previous hash, line feed, body, duration. The body is the
 * row's other fields in a fixed order as netstrings ({@code length:text,}, the length in UTF-16 units, {@code -,} for
 * an absent field), so no two different rows have the same body; a down script stands there as its own SHA-256. The
 * duration comes last, and of the body the time may be left open, because the server measures both, and computes the
 * hash, while it writes the row.
 */
final class RowHash {
    private RowHash() {}

    /**
     * A row's body without the field that says when it was started.
     *
     * @param before what stands before that field
     * @param after what stands behind it
     */
    record Body(String before, String after) {
        String startedAt(Instant started) {
            StringBuilder body = new StringBuilder(before);
            field(body, InstantText.of(started));
            return body.append(after).toString();
        }
    }

    static Body body(long sequence, Entry entry, Optional<String> downScript) {
        return bodyOf(sequence, entry, downScript.map(Sha256::of));
    }

    /** {@return the body of a row whose down script is known by its hash} */
    static Body bodyOf(long sequence, Entry entry, Optional<String> downScriptHash) {
        StringBuilder body = new StringBuilder(512);
        field(body, Long.toString(sequence));
        field(body, entry.run().runId());
        field(body, entry.subject().track());
        field(body, entry.subject().target());
        field(body, entry.version());
        field(body, entry.description());
        field(body, entry.action().word());
        field(body, entry.status().word());
        field(body, entry.checksums().map(Checksums::bytes));
        field(body, entry.checksums().map(Checksums::meaning));
        field(body, entry.headVersion());
        field(body, entry.scriptName());
        field(body, downScriptHash);
        field(body, Long.toString(entry.statements().done()));
        field(body, Long.toString(entry.statements().total()));
        String before = body.toString();
        body.setLength(0);
        field(body, entry.run().release());
        field(body, entry.run().toolVersion());
        field(body, entry.run().operator());
        field(body, entry.run().backupId());
        field(body, entry.data());
        field(body, entry.error());
        return new Body(before, body.toString());
    }

    static String hash(String previousHash, String body, long durationMillis) {
        return Sha256.of(text(previousHash, body, durationMillis));
    }

    /** {@return what is hashed} */
    static String text(String previousHash, String body, long durationMillis) {
        return previousHash + "\n" + body + durationMillis;
    }

    private static void field(StringBuilder body, Optional<String> text) {
        if (text.isPresent()) {
            field(body, text.get());
        } else {
            body.append("-,");
        }
    }

    private static void field(StringBuilder body, String text) {
        body.append(text.length()).append(':').append(text).append(',');
    }
}
