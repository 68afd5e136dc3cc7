package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.schema.ExecutionSettings.InterruptedStatement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate resume}. */
@Command(
        name = "resume",
        description = "Goes on with a migration that is applied in part, at the statement that failed.",
        footer = {"%nExamples:", "  aicli-web migrate resume", "  aicli-web migrate resume --interrupted again"})
public final class ResumeCommand extends RunCommand {
    @Option(
            names = "--interrupted",
            paramLabel = "ANSWER",
            description =
                    "What to do with a CALL or DO that a killed run had sent, when it cannot be seen whether it took"
                            + " effect: again executes it once more, done goes on behind it (default: stop and ask).")
    private @Nullable String interrupted;

    @Override
    InterruptedStatement interrupted() {
        if (interrupted == null) {
            return InterruptedStatement.ASK;
        }
        return switch (interrupted.toLowerCase(Locale.ROOT)) {
            case "again" -> InterruptedStatement.AGAIN;
            case "done" -> InterruptedStatement.DONE;
            default ->
                throw new UsageException("--interrupted: '" + interrupted + "' is neither again nor done")
                        .next("see: aicli-web migrate resume --help");
        };
    }

    @Override
    RunReport run(Runner runner, SchemaSession session, RunStamp stamp) {
        return runner.resume(stamp, engineOptions(session));
    }
}
