package dev.aicli.migrate.cli.command;

import picocli.CommandLine.Command;

/** {@code release}: which releases there are, and which one is installed. */
@Command(
        name = "release",
        description = "Shows the releases of the application and which one is installed.",
        synopsisSubcommandLabel = "COMMAND")
public final class ReleaseGroup {}
