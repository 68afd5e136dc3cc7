package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.HistoryPlace;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.cli.output.Style;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.compatibility.CheckResult;
import dev.aicli.migrate.release.compatibility.Situation;
import java.util.List;

/**
 * What the rules came to, to be shown.
 *
 * @param strict whether warnings stand in the way too
 */
record CompatibilityReport(
        CommandContext context,
        HistoryPlace place,
        Situation situation,
        List<CheckResult> verdicts,
        boolean strict,
        long durationMillis) {
    private static final int CELL = 60;

    CompatibilityReport {
        // What others run in the database, and what programs say, may hold what nobody should see.
        verdicts = verdicts.stream()
                .map(verdict -> new CheckResult(
                        verdict.code(),
                        verdict.outcome(),
                        context.messages().masked(verdict.found()),
                        context.messages().masked(verdict.expected()),
                        context.messages().masked(verdict.remedy())))
                .toList();
    }

    /** {@return whether that verdict stands in the way} */
    boolean isObstacle(CheckResult verdict) {
        return verdict.outcome() == CheckResult.Outcome.FAIL
                || (strict && verdict.outcome() == CheckResult.Outcome.WARN);
    }

    private boolean compatible() {
        return verdicts.stream().noneMatch(this::isObstacle);
    }

    long count(CheckResult.Outcome outcome) {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }

    Outcome outcome() {
        Outcome outcome = Outcome.ok(this::write, this::print);
        return compatible() ? outcome : outcome.with(ExitCode.INCOMPATIBLE);
    }

    private void write(JsonWriter json) {
        HistoryPlaceJson.write(json, place);
        json.text("target", situation.target().version().text());
        json.object("installed", () -> ReleaseStatusCommand.write(json, situation.installed()));
        json.texts(
                "way",
                situation.way().orElse(List.of()).stream()
                        .map(stop -> stop.version().text())
                        .toList());
        json.flag("compatible", compatible());
        json.flag("strict", strict);
        json.number("passed", count(CheckResult.Outcome.PASS));
        json.number("warnings", count(CheckResult.Outcome.WARN));
        json.number("failures", count(CheckResult.Outcome.FAIL));
        json.objects("verdicts", verdicts, verdict -> {
            json.text("code", verdict.code().name());
            json.text("outcome", verdict.outcome().word());
            json.text("found", verdict.found());
            json.text("expected", verdict.expected());
            json.text("remedy", verdict.remedy());
        });
        json.objects(
                "breaking",
                situation.stops().stream()
                        .filter(stop -> !stop.breaking().isEmpty())
                        .toList(),
                stop -> {
                    json.text("release", stop.version().text());
                    json.texts("notes", stop.breaking());
                });
        json.number("durationMillis", durationMillis);
    }

    private void print(TextOutput text) {
        Style style = text.style();
        text.table(
                List.of("RULE", "RESULT", "FOUND", "EXPECTED"),
                verdicts.stream()
                        .map(verdict -> List.of(
                                verdict.code().name(),
                                verdict.outcome().word(),
                                brief(verdict.found()),
                                brief(verdict.expected())))
                        .toList());
        verdicts.stream()
                .filter(verdict -> verdict.outcome() != CheckResult.Outcome.PASS)
                .forEach(verdict -> {
                    String word = verdict.outcome().word();
                    boolean obstacle = isObstacle(verdict);
                    text.line((obstacle ? style.red(word) : style.yellow(word)) + " "
                            + style.bold(verdict.code().name()) + ": " + verdict.found());
                    text.line("  expected: " + verdict.expected());
                    text.line("  next: " + verdict.remedy());
                });
        for (Release stop : situation.stops()) {
            stop.breaking()
                    .forEach(note -> text.line(style.yellow("breaking in " + stop.version() + ":") + " " + note));
        }
        String summary = Quantity.count(count(CheckResult.Outcome.PASS), "pass").replace("passs", "passes") + ", "
                + Quantity.count(count(CheckResult.Outcome.WARN), "warning") + ", "
                + Quantity.count(count(CheckResult.Outcome.FAIL), "failure");
        String target = situation.target().version().text();
        text.line(
                compatible()
                        ? style.green("Compatible with " + target) + ": " + summary + "."
                        : style.red("Not compatible with " + target) + ": " + summary + ".");
    }

    /** {@return as much as a table has room for} Below it, whatever is not well is told in full. */
    private static String brief(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.codePointCount(0, line.length()) <= CELL
                ? line
                : line.substring(0, line.offsetByCodePoints(0, CELL - 1)) + "…";
    }

    /** The environment is part of the context. */
    @Override
    public String toString() {
        return "CompatibilityReport" + verdicts;
    }
}
