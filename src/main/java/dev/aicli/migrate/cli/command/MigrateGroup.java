package dev.aicli.migrate.cli.command;

import picocli.CommandLine.Command;

/** {@code migrate}: the commands of the schema track. */
@Command(name = "migrate", description = "Migrates the database's schema.", synopsisSubcommandLabel = "COMMAND")
public final class MigrateGroup {}
