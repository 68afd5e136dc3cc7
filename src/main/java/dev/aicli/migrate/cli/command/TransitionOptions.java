package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.Setting;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an installation is taken from a release to another: shared by {@code upgrade} and {@code rollback}. */
public final class TransitionOptions {
    @Option(names = "--plan", description = "Only show what would be done.")
    private boolean planOnly;

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Mixin
    private ReleaseOptions releaseOptions = new ReleaseOptions();

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private ExecutionOptions executionOptions = new ExecutionOptions();

    @Mixin
    private BackupOption backup = new BackupOption();

    @Option(
            order = ExecutionOptions.ORDER,
            names = "--terminate-sessions",
            description = "When a backup has to be restored, end other sessions of the database (PostgreSQL).")
    private boolean terminateSessions;

    /** {@return the project, with the settings that were given, when its server is there} */
    Project project(CommandContext context) {
        Project project = read(context);
        awaitServer(context, project);
        return project;
    }

    /** {@return the project, with the settings that were given} */
    Project read(CommandContext context) {
        Map<Setting, String> settings = new HashMap<>(releaseOptions.settings());
        settings.putAll(executionOptions.settings());
        return context.read(projectOptions, settings);
    }

    /** {@return the project in the file that was named, whatever else was given} */
    Project readFileAlone(CommandContext context) {
        return context.read(projectOptions.project(), Map.of());
    }

    /** Waits for the project's server, if that is asked for. */
    void awaitServer(CommandContext context, Project project) {
        context.awaitServer(projectOptions, project);
    }

    /** {@return whether the plan is only to be shown} */
    boolean planOnly() {
        return planOnly;
    }

    ConfirmOptions confirm() {
        return confirm;
    }

    /** {@return whether no backup is wanted} */
    boolean noBackup() {
        return backup.declined();
    }

    /** {@return whether other sessions may be ended when a backup has to be restored} */
    boolean terminateSessions() {
        return terminateSessions;
    }
}
