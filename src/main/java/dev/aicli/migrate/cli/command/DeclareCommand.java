package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.Setting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** A command that records what a person declares, and runs no script. */
abstract class DeclareCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    abstract List<Entry> declare(Declarations declarations, SchemaSession session, RunStamp stamp, Duration wait);

    /** Asks where it should be asked. */
    void confirm(CommandContext context, SchemaSession session) {}

    /** Says what was recorded. */
    abstract void print(TextOutput text, List<Entry> entries, String address);

    @Override
    public final Outcome run(CommandContext context) {
        Map<Setting, String> settings = new HashMap<>();
        lockWait.addTo(settings);
        Project project = context.project(projectOptions, settings);
        try (SchemaSession session = SchemaSession.toChange(context.workspace(), project)) {
            confirm(context, session);
            RunStamp stamp = session.newRun();
            RunListener listener = Progress.ofCommand(context);
            List<Entry> entries = declare(
                    session.declarations(listener),
                    session,
                    stamp,
                    project.run().lockWait());
            String address = session.database().address();
            return Outcome.ok(
                    json -> {
                        HistoryPlaceJson.write(json, session.place());
                        json.text("runId", stamp.runId());
                        json.objects("entries", entries, entry -> {
                            json.text("action", entry.action().word());
                            json.text("version", entry.version());
                        });
                    },
                    text -> print(text, entries, address));
        }
    }
}
