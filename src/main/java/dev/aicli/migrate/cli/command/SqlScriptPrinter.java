package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.app.SchemaSession.ReadAhead;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.OwnerRights;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.schema.SqlScripts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes the SQL that {@code migrate up} would run, for somebody who runs it by hand. */
final class SqlScriptPrinter {
    /** In place of a file's name. */
    static final String STANDARD_OUTPUT = "-";

    private static final String NO_BACKUP = "skipped";

    private final CommandContext context;
    private final Project project;

    SqlScriptPrinter(CommandContext context, Project project) {
        this.context = context;
        this.project = project;
    }

    /**
     * Writes it.
     *
     * @param file where to, or {@link #STANDARD_OUTPUT}
     */
    Outcome print(UpOptions upOptions, String file) {
        boolean toOutput = file.equals(STANDARD_OUTPUT);
        if (toOutput && context.json()) {
            throw new UsageException("the SQL goes to the standard output, and so would the JSON document")
                    .next("leave --output json out, or write to a file: `migrate dry-run --sql FILE`");
        }
        try (SchemaSession session = SchemaSession.toLook(context.workspace(), project, ReadAhead.BYTES)) {
            RunOptions options =
                    new RunOptions(upOptions.allowOutOfOrder(), project.run().lockWait());
            Plan plan = session.planner().preview(upOptions.goal(session::targetVersion), options);
            if (toOutput) {
                write(session, plan, context.terminal().out());
            } else {
                try (OutputStream stream = open(file)) {
                    write(session, plan, stream);
                }
            }
            String address = session.database().address();
            return Outcome.ok(
                    json -> {
                        HistoryPlaceJson.write(json, session.place());
                        json.text("sql", file);
                        json.number("migrations", plan.steps().size());
                    },
                    text -> {
                        if (!toOutput) {
                            text.line("Wrote " + file + ": "
                                    + Quantity.count(plan.steps().size(), "migration") + " for " + address
                                    + "; nothing was run.");
                        }
                    });
        } catch (IOException | UncheckedIOException e) {
            throw new UsageException("cannot write " + (toOutput ? "the SQL" : file) + ": " + e.getMessage(), e)
                    .next("see that the folder is there and writable");
        }
    }

    /** Only its owner may read it: scripts may hold secrets. */
    private OutputStream open(String file) throws IOException {
        Path path = context.directory().resolve(file);
        return Channels.newOutputStream(FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                OwnerRights.file()));
    }

    private void write(SchemaSession session, Plan plan, OutputStream stream) throws IOException {
        History history = session.ledger().read();
        RunStamp stamp = session.newRun().withBackup(NO_BACKUP);
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        String shell = SqlScripts.of(session.database()).shellCommand();
        out.write("-- aicli-web " + context.toolVersion() + ", run " + stamp.runId() + ": "
                + Quantity.count(plan.steps().size(), "migration") + " for "
                + session.database().address().replaceAll("\\p{Cntrl}", " ") + "\n");
        out.write("-- Run it with " + shell
                + " before anything else migrates this database: its rows of history follow those there are now.\n");
        if (!plan.isEmpty()) {
            session.track().write(plan, session.ledger(), history, stamp, out);
        }
        out.flush();
    }
}
