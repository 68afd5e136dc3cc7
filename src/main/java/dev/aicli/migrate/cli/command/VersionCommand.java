package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.Outcome;
import picocli.CommandLine.Command;

/** {@code version}. */
@Command(
        name = "version",
        description = "Shows the version of this program.",
        footer = {"%nExamples:", "  aicli-web version", "  aicli-web version --output json"})
public final class VersionCommand extends CliCommand {
    @Override
    public Outcome run(CommandContext context) {
        String java = System.getProperty("java.version", "unknown");
        String system = System.getProperty("os.name", "unknown") + " " + System.getProperty("os.arch", "unknown");
        boolean nativeBinary = "executable".equals(System.getProperty("org.graalvm.nativeimage.kind"));
        return Outcome.ok(
                json -> {
                    json.text("version", context.toolVersion());
                    json.text("java", java);
                    json.text("system", system);
                    json.flag("native", nativeBinary);
                },
                text -> text.line("aicli-web " + context.toolVersion() + " ("
                        + (nativeBinary ? "native" : "Java " + java) + ", " + system + ")"));
    }
}
