package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.Bytes;
import dev.aicli.migrate.model.BackupException;
import java.util.List;

/** Is there room for the backup, and for what the release wants beyond it? */
final class DiskSpaceRule implements Rule {
    @Override
    public Code code() {
        return Code.DISK_SPACE;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        Host host = situation.host();
        long wanted = situation.target().requires().disk().orElse(0L);
        long backup;
        try {
            backup = host.backup().stream().mapToLong(BackupSource::size).sum();
        } catch (BackupException e) {
            return List.of(CheckResult.fail(code(), e, "a database that is backed up without being asked"));
        }
        long needed = wanted + backup;
        String found = Bytes.text(host.freeBytes()) + " free at " + host.backupDirectory();
        String expected = Bytes.text(needed) + " (" + Bytes.text(backup) + " for the backup"
                + (wanted == 0 ? ")" : ", " + Bytes.text(wanted) + " for the release)");
        return List.of(
                host.freeBytes() >= needed
                        ? CheckResult.pass(code(), found, expected)
                        : CheckResult.fail(
                                code(),
                                found,
                                expected,
                                "make room (`aicli-web backup prune`), or choose a folder on another disk:"
                                        + " backup.directory"));
    }
}
