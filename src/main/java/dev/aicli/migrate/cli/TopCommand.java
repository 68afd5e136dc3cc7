package dev.aicli.migrate.cli;

import picocli.CommandLine.Command;

/** The program itself. */
@Command(
        name = "aicli-web",
        description = "Moves an application from one release to another, and back: database schema and configuration.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "%nExamples:",
            "  aicli-web init",
            "  aicli-web migrate create add_users",
            "  aicli-web migrate up",
            "  aicli-web migrate status --output json",
            "%n`aicli-web help COMMAND`, or --help after any command, tells more."
        })
final class TopCommand {}
