package dev.aicli.migrate.engine;

import dev.aicli.migrate.engine.Finding.Code;
import dev.aicli.migrate.engine.Finding.Severity;
import dev.aicli.migrate.history.AppliedMigration;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.model.Checksums;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the files of applied migrations with what was recorded when they were applied. */
final class Drift {
    private final Track track;

    Drift(Track track) {
        this.track = track;
    }

    /** {@return a finding for each applied migration whose file is not what it was} */
    List<Finding> findings(List<Migration> available, AppliedState state) {
        List<Applied> candidates = new ArrayList<>();
        for (Migration migration : available) {
            Optional<AppliedMigration> applied = state.find(migration.version());
            if (applied.isPresent() && migration.up().isPresent()) {
                candidates.add(new Applied(migration, migration.up().get(), applied.get()));
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (Applied changed : notTheSameBytes(candidates)) {
            finding(changed.migration(), changed.up(), changed.applied()).ifPresent(findings::add);
        }
        return findings;
    }

    /** A migration that is there and in force. */
    private record Applied(Migration migration, Script up, AppliedMigration applied) {
        boolean hadBytes(Optional<String> checksum) {
            return checksum.isPresent()
                    && applied.checksums().map(Checksums::bytes).equals(checksum);
        }
    }

    /** {@return those whose files are not, or not surely, what was applied} Every byte of every file is read. */
    private List<Applied> notTheSameBytes(List<Applied> candidates) {
        List<Optional<String>> checksums =
                track.byteChecksums(candidates.stream().map(Applied::up).toList());
        List<Applied> changed = new ArrayList<>();
        for (int i = 0; i < checksums.size(); i++) {
            if (!candidates.get(i).hadBytes(checksums.get(i))) {
                changed.add(candidates.get(i));
            }
        }
        return changed;
    }

    private Optional<Finding> finding(Migration migration, Script up, AppliedMigration applied) {
        if (applied.checksums().isEmpty()) {
            return Optional.empty();
        }
        Checksums recorded = applied.checksums().get();
        try {
            if (up.byteChecksum().equals(recorded.bytes())) {
                return Optional.empty();
            }
            boolean same = track.hasMeaning(up, recorded.meaning());
            return Optional.of(new Finding(
                    same ? Code.TEXT_CHANGED : Code.MEANING_CHANGED,
                    same ? Severity.WARNING : Severity.ERROR,
                    migration.version().text(),
                    same
                            ? migration.label() + " was edited after it was applied, in comments or layout only"
                            : migration.label() + " was changed after it was applied on " + applied.appliedAt(),
                    Optional.of(Scripts.place(up))));
        } catch (IOException e) {
            throw new UsageException("cannot read " + up.name() + ": " + e.getMessage(), e)
                    .next("see that the file is there and readable");
        }
    }
}
