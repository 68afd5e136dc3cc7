package dev.aicli.migrate.cli.command;

import picocli.CommandLine.Option;

/** Whether a run is to make a backup first: shared by the commands that change something. */
public final class BackupOption {
    @Option(
            order = ExecutionOptions.ORDER,
            names = "--no-backup",
            description = "Make no backup before the run; history says so.")
    private boolean noBackup;

    /** {@return whether none is wanted} */
    boolean declined() {
        return noBackup;
    }
}
