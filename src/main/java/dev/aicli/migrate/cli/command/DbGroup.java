package dev.aicli.migrate.cli.command;

import picocli.CommandLine.Command;

/** {@code db}: the same engine under other names. */
@Command(name = "db", description = "The schema commands under shorter names.", synopsisSubcommandLabel = "COMMAND")
public final class DbGroup {}
