package dev.aicli.migrate.cli;

import dev.aicli.migrate.cli.command.BackupCreateCommand;
import dev.aicli.migrate.cli.command.BackupGroup;
import dev.aicli.migrate.cli.command.BackupListCommand;
import dev.aicli.migrate.cli.command.BackupPruneCommand;
import dev.aicli.migrate.cli.command.BackupRestoreCommand;
import dev.aicli.migrate.cli.command.BackupVerifyCommand;
import dev.aicli.migrate.cli.command.BaselineCommand;
import dev.aicli.migrate.cli.command.CheckCompatibilityCommand;
import dev.aicli.migrate.cli.command.CliCommand;
import dev.aicli.migrate.cli.command.CompletionCommand;
import dev.aicli.migrate.cli.command.ConfigBaselineCommand;
import dev.aicli.migrate.cli.command.ConfigCreateCommand;
import dev.aicli.migrate.cli.command.ConfigDownCommand;
import dev.aicli.migrate.cli.command.ConfigDryRunCommand;
import dev.aicli.migrate.cli.command.ConfigGroup;
import dev.aicli.migrate.cli.command.ConfigStatusCommand;
import dev.aicli.migrate.cli.command.ConfigUpCommand;
import dev.aicli.migrate.cli.command.ConfigValidateCommand;
import dev.aicli.migrate.cli.command.ConfigVersionCommand;
import dev.aicli.migrate.cli.command.CreateCommand;
import dev.aicli.migrate.cli.command.CurrentVersionCommand;
import dev.aicli.migrate.cli.command.DbCreateCommand;
import dev.aicli.migrate.cli.command.DbDropCommand;
import dev.aicli.migrate.cli.command.DbGroup;
import dev.aicli.migrate.cli.command.DbMigrateCommand;
import dev.aicli.migrate.cli.command.DbRollbackCommand;
import dev.aicli.migrate.cli.command.DbVerifyCommand;
import dev.aicli.migrate.cli.command.DownCommand;
import dev.aicli.migrate.cli.command.DryRunCommand;
import dev.aicli.migrate.cli.command.ExitCodes;
import dev.aicli.migrate.cli.command.ForceCommand;
import dev.aicli.migrate.cli.command.HistoryCommand;
import dev.aicli.migrate.cli.command.HistoryVerifyCommand;
import dev.aicli.migrate.cli.command.InitCommand;
import dev.aicli.migrate.cli.command.ListCommand;
import dev.aicli.migrate.cli.command.MarkCommand;
import dev.aicli.migrate.cli.command.MigrateGroup;
import dev.aicli.migrate.cli.command.OutputOptions;
import dev.aicli.migrate.cli.command.RedoCommand;
import dev.aicli.migrate.cli.command.ReleaseBaselineCommand;
import dev.aicli.migrate.cli.command.ReleaseGroup;
import dev.aicli.migrate.cli.command.ReleaseListCommand;
import dev.aicli.migrate.cli.command.ReleaseStatusCommand;
import dev.aicli.migrate.cli.command.RepairCommand;
import dev.aicli.migrate.cli.command.ResumeCommand;
import dev.aicli.migrate.cli.command.RollbackCommand;
import dev.aicli.migrate.cli.command.StatusCommand;
import dev.aicli.migrate.cli.command.UnlockCommand;
import dev.aicli.migrate.cli.command.UnmarkCommand;
import dev.aicli.migrate.cli.command.UpCommand;
import dev.aicli.migrate.cli.command.UpgradeCommand;
import dev.aicli.migrate.cli.command.ValidateCommand;
import dev.aicli.migrate.cli.command.VersionCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * All commands by name. A new command is one class and one line here.
 *
 * <p>picocli's model of a command costs more than most commands do, so only the branch that the arguments name is
 * built; the whole tree only for help, completion, and names that are not known.
 */
final class CommandTree {
    /** A command, or a group of them, whose list is made when it is needed. */
    private record Node(Supplier<Object> command, Supplier<Map<String, Node>> children) {}

    private static final int HELP_WIDTH = 100;

    private final Map<String, Node> commands = new LinkedHashMap<>();

    CommandTree() {
        commands.put("init", leaf(InitCommand::new));
        commands.put("migrate", new Node(MigrateGroup::new, CommandTree::migrate));
        commands.put("db", new Node(DbGroup::new, CommandTree::db));
        commands.put("config", new Node(ConfigGroup::new, CommandTree::config));
        commands.put("backup", new Node(BackupGroup::new, CommandTree::backup));
        commands.put("check-compatibility", leaf(CheckCompatibilityCommand::new));
        commands.put("release", new Node(ReleaseGroup::new, CommandTree::release));
        commands.put("history", new Node(HistoryCommand::new, CommandTree::history));
        commands.put("upgrade", leaf(UpgradeCommand::new));
        commands.put("rollback", leaf(RollbackCommand::new));
        commands.put("version", leaf(VersionCommand::new));
        commands.put("completion", leaf(CompletionCommand::new));
        commands.put("help", new Node(HelpCommand::new, Map::of));
    }

    private static Map<String, Node> migrate() {
        Map<String, Node> migrate = new LinkedHashMap<>();
        migrate.put("up", leaf(UpCommand::new));
        migrate.put("down", leaf(DownCommand::new));
        migrate.put("redo", leaf(RedoCommand::new));
        migrate.put("resume", leaf(ResumeCommand::new));
        migrate.put("status", leaf(StatusCommand::new));
        migrate.put("version", leaf(CurrentVersionCommand::new));
        migrate.put("list", leaf(ListCommand::new));
        migrate.put("dry-run", leaf(DryRunCommand::new));
        migrate.put("validate", leaf(ValidateCommand::new));
        migrate.put("create", leaf(CreateCommand::new));
        migrate.put("force", leaf(ForceCommand::new));
        migrate.put("mark", leaf(MarkCommand::new));
        migrate.put("unmark", leaf(UnmarkCommand::new));
        migrate.put("repair", leaf(RepairCommand::new));
        migrate.put("baseline", leaf(BaselineCommand::new));
        migrate.put("unlock", leaf(UnlockCommand::new));
        return migrate;
    }

    private static Map<String, Node> db() {
        Map<String, Node> db = new LinkedHashMap<>();
        db.put("version", leaf(CurrentVersionCommand::new));
        db.put("status", leaf(StatusCommand::new));
        db.put("migrate", leaf(DbMigrateCommand::new));
        db.put("rollback", leaf(DbRollbackCommand::new));
        db.put("create", leaf(DbCreateCommand::new));
        db.put("drop", leaf(DbDropCommand::new));
        db.put("verify", leaf(DbVerifyCommand::new));
        return db;
    }

    private static Map<String, Node> config() {
        Map<String, Node> config = new LinkedHashMap<>();
        config.put("up", leaf(ConfigUpCommand::new));
        config.put("down", leaf(ConfigDownCommand::new));
        config.put("status", leaf(ConfigStatusCommand::new));
        config.put("version", leaf(ConfigVersionCommand::new));
        config.put("dry-run", leaf(ConfigDryRunCommand::new));
        config.put("validate", leaf(ConfigValidateCommand::new));
        config.put("create", leaf(ConfigCreateCommand::new));
        config.put("baseline", leaf(ConfigBaselineCommand::new));
        return config;
    }

    private static Map<String, Node> backup() {
        Map<String, Node> backup = new LinkedHashMap<>();
        backup.put("create", leaf(BackupCreateCommand::new));
        backup.put("list", leaf(BackupListCommand::new));
        backup.put("verify", leaf(BackupVerifyCommand::new));
        backup.put("restore", leaf(BackupRestoreCommand::new));
        backup.put("prune", leaf(BackupPruneCommand::new));
        return backup;
    }

    private static Map<String, Node> release() {
        Map<String, Node> release = new LinkedHashMap<>();
        release.put("status", leaf(ReleaseStatusCommand::new));
        release.put("list", leaf(ReleaseListCommand::new));
        release.put("baseline", leaf(ReleaseBaselineCommand::new));
        return release;
    }

    private static Map<String, Node> history() {
        return Map.of("verify", leaf(HistoryVerifyCommand::new));
    }

    private static Node leaf(Supplier<CliCommand> command) {
        return new Node(command::get, Map::of);
    }

    /** {@return the parser for these arguments} */
    CommandLine parserFor(List<String> arguments) {
        CommandLine root = new CommandLine(new TopCommand());
        boolean versionOnly = !arguments.isEmpty() && List.of("-V", "--version").contains(arguments.get(0));
        if (!versionOnly && !addBranch(root, commands, arguments)) {
            addAll(root, commands);
        }
        root.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version of this program.")
                        .build());
        configure(root);
        return root;
    }

    /** Adds just the commands that the arguments begin with. {@return whether they name one to be run} */
    private static boolean addBranch(CommandLine parent, Map<String, Node> children, List<String> arguments) {
        Node node = arguments.isEmpty() ? null : children.get(arguments.get(0));
        if (node == null || needsAll(arguments.get(0))) {
            return false;
        }
        CommandLine commandLine = new CommandLine(node.command().get());
        List<String> rest = arguments.subList(1, arguments.size());
        Map<String, Node> grandchildren = node.children().get();
        if (!grandchildren.isEmpty() && !addBranch(commandLine, grandchildren, rest)) {
            boolean runnable = commandLine.getCommand() instanceof CliCommand;
            if (!runnable) {
                return false;
            }
            addAll(commandLine, grandchildren);
        }
        parent.addSubcommand(arguments.get(0), commandLine);
        return true;
    }

    private static boolean needsAll(String name) {
        return name.equals("completion") || name.equals("help");
    }

    private static void addAll(CommandLine parent, Map<String, Node> children) {
        children.forEach((name, node) -> {
            CommandLine commandLine = new CommandLine(node.command().get());
            addAll(commandLine, node.children().get());
            parent.addSubcommand(name, commandLine);
        });
    }

    private static void configure(CommandLine commandLine) {
        CommandSpec spec = commandLine.getCommandSpec();
        if (spec.findOption("--help") == null) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help.")
                    .order(OutputOptions.ORDER)
                    .build());
        }
        spec.usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCodes.list())
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .width(HELP_WIDTH);
        commandLine.getSubcommands().values().forEach(CommandTree::configure);
    }
}
