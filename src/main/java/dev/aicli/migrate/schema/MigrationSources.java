package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.ByteChecksums;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a folder as one command sees them: read once, so that what is planned is what is run; and read
 * ahead if there is something else to wait for.
 */
public final class MigrationSources {
    private final MigrationFolder folder;
    private @Nullable List<Migration> migrations;
    private @Nullable InBackground<Read> reading;
    private @Nullable ChecksumsAhead checksums;

    private record Read(
            List<Migration> migrations, @Nullable ChecksumsAhead checksums) {}

    public MigrationSources(MigrationFolder folder) {
        this.folder = folder;
    }

    /** Begins to read the folder. Whatever is wrong with it is said when somebody asks for what is in it. */
    public void readAhead() {
        readAhead(false);
    }

    /** The same, and after it the bytes of the scripts that may be applied already. */
    public void readAheadWithChecksums() {
        readAhead(true);
    }

    private void readAhead(boolean withChecksums) {
        if (migrations == null && reading == null) {
            reading = new InBackground<>("folder-reader", () -> {
                List<Migration> read = folder.read();
                return new Read(read, withChecksums ? ChecksumsAhead.ofUpScripts(read) : null);
            });
        }
    }

    MigrationFolder folder() {
        return folder;
    }

    List<Migration> migrations() {
        List<Migration> known = migrations;
        if (known == null) {
            InBackground<Read> ahead = reading;
            if (ahead == null) {
                known = folder.read();
            } else {
                Read read = ahead.get();
                known = read.migrations();
                checksums = read.checksums();
            }
            migrations = known;
        }
        return known;
    }

    /**
     * {@return the checksums of the bytes of these scripts, in their order; empty for one that cannot be read} What was
     * read ahead counts once: who looks again, after waiting for a lock perhaps, wants to know what is there now.
     */
    List<Optional<String>> byteChecksums(List<Script> scripts) {
        ChecksumsAhead ahead = checksums;
        checksums = null;
        return ahead == null ? ByteChecksums.of(scripts) : ahead.take(scripts);
    }
}
