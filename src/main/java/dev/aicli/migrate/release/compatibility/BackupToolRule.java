package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.backup.BackupTool;
import dev.aicli.migrate.model.BackupException;
import java.util.List;

/** Is the program there that backs the database up, and new enough for the server? */
final class BackupToolRule implements Rule {
    @Override
    public Code code() {
        return Code.BACKUP_TOOL;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        if (situation.schema().isEmpty()) {
            return List.of();
        }
        if (situation.host().backup().isEmpty()) {
            return List.of(CheckResult.warn(
                    code(),
                    "no backup will be made (backup.mode: off)",
                    "a backup before anything changes",
                    "remove `mode: off` from the project file, or have a backup of your own"));
        }
        return situation.host().backup().stream()
                .flatMap(source -> source.tool().stream())
                .map(this::verdict)
                .toList();
    }

    private CheckResult verdict(BackupTool tool) {
        String expected = tool.name() + " of the server's version or newer";
        try {
            return CheckResult.pass(code(), tool.name() + " " + tool.version(), expected);
        } catch (BackupException e) {
            return CheckResult.fail(code(), e, expected);
        }
    }
}
