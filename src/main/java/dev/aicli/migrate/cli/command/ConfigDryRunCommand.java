package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ConfigSession;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.config.Preview;
import dev.aicli.migrate.config.RewrittenFile;
import dev.aicli.migrate.engine.Finding;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunOptions;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code config dry-run}. */
@Command(
        name = "dry-run",
        description = "Shows what `config up` would change, as a unified diff without secrets. Writes nothing.",
        footer = {
            "%nExamples:",
            "  aicli-web config dry-run",
            "  aicli-web config dry-run --target-version 1.1.0 config.yml",
            "  aicli-web config dry-run --stdout config.yml"
        })
public final class ConfigDryRunCommand extends ConfigLookCommand {
    @Mixin
    private UpOptions upOptions = new UpOptions();

    @Option(names = "--stdout", description = "Show the whole new text of each file instead of a diff.")
    private boolean whole;

    @Option(names = "--show-secrets", description = "With --stdout: show secrets too, to use the text.")
    private boolean secrets;

    @Override
    Outcome look(CommandContext context, ConfigSession session) {
        RunOptions options = new RunOptions(
                upOptions.allowOutOfOrder(), session.project().run().lockWait());
        Plan plan = session.planner().preview(upOptions.goal(session::targetVersion), options);
        Preview preview = session.track().rehearse(plan, session.ledger().read(), session.ledger());
        preview.findings().stream()
                .filter(finding -> finding.code() == Finding.Code.DOUBTFUL_PATH)
                .forEach(finding ->
                        context.messages().warning(finding.location().orElseThrow() + ": " + finding.message()));
        preview.notes().forEach(context.messages()::warning);
        if (whole && !secrets && preview.files().stream().anyMatch(RewrittenFile::changed)) {
            context.messages().info("secrets are masked; --show-secrets shows them");
        }
        return Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.objects("files", preview.files(), file -> write(json, preview, file));
                    json.texts("notes", preview.notes());
                    Findings.write(json, preview.findings());
                },
                text -> print(text, preview));
    }

    private void write(JsonWriter json, Preview preview, RewrittenFile file) {
        json.text("file", file.before().target().name());
        json.flag("changed", file.changed());
        json.text("diff", String.join("\n", preview.diff(file)));
        json.text("text", whole ? Optional.of(text(preview, file)) : Optional.empty());
    }

    private void print(TextOutput text, Preview preview) {
        if (preview.files().stream().noneMatch(RewrittenFile::changed) && !whole) {
            text.line("Nothing would change.");
            return;
        }
        for (RewrittenFile file : preview.files()) {
            if (whole) {
                if (preview.files().size() > 1) {
                    text.line("==> " + file.before().target().name() + " <==");
                }
                text.raw(text(preview, file));
            } else {
                preview.diff(file).forEach(line -> text.line(coloured(text, line)));
            }
        }
    }

    private String text(Preview preview, RewrittenFile file) {
        return secrets ? file.after() : preview.shown(file);
    }

    private static String coloured(TextOutput text, String line) {
        if (line.startsWith("+")) {
            return text.style().green(line);
        }
        return line.startsWith("-") ? text.style().red(line) : line;
    }
}
