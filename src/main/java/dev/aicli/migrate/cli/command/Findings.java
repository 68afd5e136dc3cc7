package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.Envelope;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Style;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.engine.Finding;
import dev.aicli.migrate.model.SourceLocation;
import java.util.Locale;

/** Shows findings. */
final class Findings {
    private Findings() {}

    static void write(JsonWriter json, Iterable<Finding> findings) {
        json.objects("findings", findings, finding -> {
            json.text("code", finding.code().name());
            json.text("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            json.text("version", finding.version());
            json.text("message", finding.message());
            json.object("location", finding.location(), place -> Envelope.location(json, place));
        });
    }

    static void print(TextOutput text, Iterable<Finding> findings) {
        Style style = text.style();
        for (Finding finding : findings) {
            String word = finding.severity().name().toLowerCase(Locale.ROOT) + ":";
            String coloured = switch (finding.severity()) {
                case ERROR -> style.red(word);
                case WARNING -> style.yellow(word);
                case INFO -> style.dim(word);
            };
            String place = finding.location()
                    .map(SourceLocation::toString)
                    .map(at -> at + ": ")
                    .orElse("");
            text.line(coloured + " " + place + finding.message());
        }
    }
}
