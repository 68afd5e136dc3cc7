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
        List<Finding> findings = new ArrayList<>();
        for (Migration migration : available) {
            Optional<AppliedMigration> applied = state.find(migration.version());
            if (applied.isPresent() && migration.up().isPresent()) {
                finding(migration, migration.up().get(), applied.get()).ifPresent(findings::add);
            }
        }
        return findings;
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
            boolean same = track.meaningChecksum(up).equals(recorded.meaning());
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
