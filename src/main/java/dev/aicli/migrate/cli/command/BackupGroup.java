package dev.aicli.migrate.cli.command;

import picocli.CommandLine.Command;

/** {@code backup}: making backups, and going back to them. */
@Command(
        name = "backup",
        description = "Makes backups of the database and the configuration files, and restores them.",
        synopsisSubcommandLabel = "COMMAND")
public final class BackupGroup {}
