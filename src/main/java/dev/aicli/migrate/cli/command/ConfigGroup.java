package dev.aicli.migrate.cli.command;

import picocli.CommandLine.Command;

/** {@code config}: the commands of the configuration track. */
@Command(
        name = "config",
        description = "Migrates configuration files: YAML and .env, not a comment lost.",
        synopsisSubcommandLabel = "COMMAND")
public final class ConfigGroup {}
