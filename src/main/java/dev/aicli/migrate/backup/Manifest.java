package dev.aicli.migrate.backup;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a backup is and holds. It is written last: a folder with a manifest is a whole backup.
 *
 * @param id also the name of its folder
 * @param createdAt when it was begun
 * @param reason why it was made
 * @param runId the run for which it was made
 * @param release the release of the application that was in place
 * @param versions by track and target, such as {@code schema:database}, the current version; targets without one are
 *     left out
 * @param schemaOnly whether the data was left out, so that it cannot take a database's place
 * @param toolVersion the version of this program
 * @param parts what it holds
 * @param home what it belongs to; absent when an older version made it
 * @param sequence counts the backups of the folder; 0 when an older version made it
 * @param durationMillis from the first look to the end of the verification
 */
public record Manifest(
        BackupId id,
        Instant createdAt,
        Reason reason,
        Optional<String> runId,
        Optional<String> release,
        Map<String, String> versions,
        boolean schemaOnly,
        String toolVersion,
        List<Part> parts,
        Optional<Home> home,
        long sequence,
        long durationMillis) {
    /** The format that this program writes, and the only one that it reads. */
    static final int FORMAT = 1;

    /** Why a backup was made. */
    public enum Reason {
        /** A run was about to change something. */
        RUN,
        /** A backup was about to be restored over it. */
        RESTORE,
        /** Somebody asked for it. */
        REQUEST;

        /** {@return the word in JSON} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Reason of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Manifest {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        parts = List.copyOf(parts);
    }

    /** {@return the bytes of all its parts} */
    public long size() {
        return parts.stream().mapToLong(Part::size).sum();
    }

    /** {@return the same with the time that it took} */
    Manifest withDuration(long millis) {
        return new Manifest(
                id,
                createdAt,
                reason,
                runId,
                release,
                versions,
                schemaOnly,
                toolVersion,
                parts,
                home,
                sequence,
                millis);
    }

    /** {@return whether it belongs to that project and database} */
    boolean belongsTo(Home other) {
        return home.map(other::isSame)
                .orElseGet(() -> parts.stream()
                        .filter(part -> part.kind().isDatabase())
                        .allMatch(part -> part.source().equals(other.address())));
    }

    /** {@return what it belongs to, in words} */
    String owner() {
        return home.map(Home::describe)
                .orElseGet(() -> parts.stream()
                        .filter(part -> part.kind().isDatabase())
                        .map(Part::source)
                        .findFirst()
                        .orElse("another project"));
    }
}
