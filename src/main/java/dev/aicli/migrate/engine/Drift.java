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
import java.util.stream.Stream;

/** Compares the files of applied migrations with what was recorded when they were applied. */
final class Drift {
    /** From so many files on it pays to start further threads. */
    private static final int MANY = 500;

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
        /** {@return whether the file surely is what was applied} One that cannot be read is not. */
        boolean isUnchanged() {
            try {
                return applied.checksums().isPresent()
                        && up.byteChecksum().equals(applied.checksums().get().bytes());
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** Every byte of every file is read, so many files are read by all processors. */
    private static List<Applied> notTheSameBytes(List<Applied> candidates) {
        Stream<Applied> stream = candidates.size() < MANY ? candidates.stream() : candidates.parallelStream();
        return stream.filter(candidate -> !candidate.isUnchanged()).toList();
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
