package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ConfigSession;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.config.ConfigMigrationFolder;
import dev.aicli.migrate.config.ConfigMigrationSource;
import dev.aicli.migrate.config.migration.ConfigMigration;
import dev.aicli.migrate.config.operation.Step;
import dev.aicli.migrate.engine.Finding;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.ValidationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code config validate}. */
@Command(
        name = "validate",
        description = "Checks every configuration migration, and tries the pending ones on the files without writing."
                + " Says of each operation what its way back needs. Exit code 4 when something is wrong.",
        footer = {
            "%nExamples:",
            "  aicli-web config validate",
            "  aicli-web config validate --no-files   # the migrations alone"
        })
public final class ConfigValidateCommand extends ConfigLookCommand {
    private static final int SHOWN = 20;

    @Option(names = "--no-files", description = "Do not try the migrations on the files.")
    private boolean migrationsOnly;

    @Override
    Outcome look(CommandContext context, ConfigSession session) {
        session.folder().requireExists();
        ConfigMigrationFolder.Reading reading = session.folder().check();
        List<Finding> findings = new ArrayList<>();
        reading.problems()
                .forEach(problem -> findings.add(new Finding(
                        Finding.Code.UNREADABLE,
                        Finding.Severity.ERROR,
                        "",
                        problem.text(),
                        Optional.of(problem.location()))));
        boolean sound = findings.isEmpty();
        reading.warnings()
                .forEach(warning -> findings.add(new Finding(
                        Finding.Code.DOUBTFUL_PATH,
                        Finding.Severity.WARNING,
                        "",
                        warning.text(),
                        Optional.of(warning.location()))));
        if (sound && !migrationsOnly) {
            findings.addAll(onFiles(session));
        }
        boolean valid = findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        List<ConfigMigrationSource> migrations = reading.migrations();
        Outcome outcome = Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.flag("valid", valid);
                    json.objects("migrations", migrations, source -> write(json, source));
                    Findings.write(json, findings);
                },
                text -> {
                    migrations.forEach(source -> print(text, source));
                    print(context, text, findings);
                    text.line(
                            valid
                                    ? text.style()
                                            .green("Valid: " + Quantity.count(migrations.size(), "migration") + ".")
                                    : text.style().red("Not valid."));
                });
        return valid ? outcome : outcome.with(ExitCode.INVALID);
    }

    private static List<Finding> onFiles(ConfigSession session) {
        List<Finding> findings = new ArrayList<>();
        History history = session.ledger().read();
        for (Subject subject : session.track().subjects()) {
            try {
                StatusCommand.findings(new Inspection(session.track(), subject, session.ledger(), history)).stream()
                        .filter(finding -> !findings.contains(finding))
                        .forEach(findings::add);
            } catch (ValidationException e) {
                addAll(findings, e);
                break;
            }
        }
        if (findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
            return findings;
        }
        try {
            session
                    .track()
                    .rehearse(
                            session.planner().preview(new Goal.UpToLatest(), RunOptions.DEFAULT),
                            history,
                            session.ledger())
                    .findings()
                    .stream()
                    .filter(finding -> finding.code() != Finding.Code.DOUBTFUL_PATH)
                    .forEach(findings::add);
        } catch (ValidationException e) {
            addAll(findings, e);
        }
        return findings;
    }

    private static void addAll(List<Finding> findings, ValidationException e) {
        findings.add(finding(e));
        e.others().forEach(other -> findings.add(finding(other)));
    }

    private static Finding finding(MigrateException e) {
        return new Finding(
                Finding.Code.UNREADABLE, Finding.Severity.ERROR, "", String.valueOf(e.getMessage()), e.location());
    }

    private static String lossiness(Step step) {
        return step.operation().lossiness().name().toLowerCase(Locale.ROOT);
    }

    private static void write(JsonWriter json, ConfigMigrationSource source) {
        ConfigMigration migration = source.migration();
        json.text("version", migration.version().text());
        json.text("description", migration.description());
        json.text("file", source.script().name());
        json.text("down", migration.down().isPresent() ? "explicit" : "auto");
        json.text("lossiness", migration.lossiness().name().toLowerCase(Locale.ROOT));
        json.objects("operations", migration.up(), step -> {
            json.text("operation", step.operation().name());
            json.number("line", step.position().line());
            json.number("column", step.position().column());
            json.text("lossiness", lossiness(step));
        });
    }

    /** What is skipped is said once for each file: of many files the first few are enough. */
    private static void print(CommandContext context, TextOutput text, List<Finding> findings) {
        List<Finding> skipped = findings.stream()
                .filter(finding -> finding.code() == Finding.Code.SKIPPED)
                .toList();
        Set<Finding> hidden = context.messages().verbose() || skipped.size() <= SHOWN
                ? Set.of()
                : new HashSet<>(skipped.subList(SHOWN, skipped.size()));
        Findings.print(
                text,
                findings.stream().filter(finding -> !hidden.contains(finding)).toList());
        if (!hidden.isEmpty()) {
            text.line(text.style().dim("info:") + " " + Quantity.count(hidden.size(), "more operation")
                    + " would be skipped; --verbose lists them");
        }
    }

    private static void print(TextOutput text, ConfigMigrationSource source) {
        ConfigMigration migration = source.migration();
        text.line(migration.version() + " " + migration.description() + "  "
                + text.style().dim("way back: " + (migration.down().isPresent() ? "explicit" : "derived")));
        for (Step step : migration.up()) {
            text.line(String.format(
                    Locale.ROOT,
                    "  %s:%d  %-14s %s",
                    source.script().name(),
                    step.position().line(),
                    step.operation().name(),
                    lossiness(step)));
        }
    }
}
