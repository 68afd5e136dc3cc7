package dev.aicli.migrate.cli.output;

import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.SourceLocation;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The one JSON document that every command writes: {@code docs/json.md} describes it. */
public final class Envelope {
    /** Raised when a member changes its meaning or goes away; members may be added at any time. */
    private static final int FORMAT = 1;

    /** Of many failures of one kind so many are shown, beside the first; the rest is counted. */
    public static final int SHOWN = 19;

    private final String command;
    private final String toolVersion;
    private final Messages messages;

    public Envelope(String command, String toolVersion, Messages messages) {
        this.command = command;
        this.toolVersion = toolVersion;
        this.messages = messages;
    }

    /** Writes the document of a command that came to an end. */
    public void write(OutputStream stream, Outcome outcome) {
        write(
                stream,
                outcome.exitCode(),
                Optional.of(outcome.data()),
                outcome.failure().map(this::error));
    }

    /** Writes the document of a command that was stopped. */
    public void write(OutputStream stream, MigrateException failure) {
        write(stream, failure.exitCode(), Optional.empty(), Optional.of(error(failure)));
    }

    /** Writes the document of a command that met something unforeseen. */
    public void write(OutputStream stream, String message, String nextStep) {
        ExitCode code = ExitCode.MIGRATION_FAILED;
        write(stream, code, Optional.empty(), Optional.of(json -> {
            json.text("code", "INTERNAL_ERROR");
            json.text("message", messages.masked(message));
            json.nothing("location");
            json.object("details", () -> {});
            json.objects("others", List.<MigrateException>of(), other -> {});
            json.number("othersTotal", 0);
            json.text("nextStep", nextStep);
        }));
    }

    private void write(
            OutputStream stream,
            ExitCode exitCode,
            Optional<Consumer<JsonWriter>> data,
            Optional<Consumer<JsonWriter>> error) {
        try (JsonWriter json = new JsonWriter(stream)) {
            json.object(() -> {
                json.text("tool", "aicli-web");
                json.text("toolVersion", toolVersion);
                json.number("format", FORMAT);
                json.text("command", command);
                json.text("status", error.isPresent() ? "error" : "ok");
                json.number("exitCode", exitCode.number());
                json.object("data", data, write -> write.accept(json));
                json.texts("warnings", messages.warnings());
                json.object("error", error, write -> write.accept(json));
                if (messages.verbose()) {
                    json.object(
                            "phases",
                            () -> messages.phases()
                                    .times()
                                    .forEach(time -> json.number(time.phase().word() + "Millis", time.millis())));
                }
            });
        }
    }

    private Consumer<JsonWriter> error(MigrateException failure) {
        return json -> {
            json.text("code", failure.exitCode().name());
            json.text("message", messages.masked(String.valueOf(failure.getMessage())));
            json.object("location", failure.location(), place -> location(json, place));
            json.object(
                    "details",
                    () -> failure.details().forEach((name, value) -> json.text(name, messages.masked(value))));
            List<MigrateException> others = failure.others();
            json.objects("others", others.subList(0, Math.min(SHOWN, others.size())), other -> {
                json.text("message", messages.masked(String.valueOf(other.getMessage())));
                json.object("location", other.location(), place -> location(json, place));
            });
            json.number("othersTotal", others.size());
            json.text("nextStep", failure.nextStep().map(messages::masked));
        };
    }

    /** Writes the members of a place: {@code null} for a line or a column that is not known. */
    public static void location(JsonWriter json, SourceLocation place) {
        json.text("file", place.file());
        if (place.line() > 0) {
            json.number("line", place.line());
        } else {
            json.nothing("line");
        }
        if (place.column() > 0) {
            json.number("column", place.column());
        } else {
            json.nothing("column");
        }
    }
}
