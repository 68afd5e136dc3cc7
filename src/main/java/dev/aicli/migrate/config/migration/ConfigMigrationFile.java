package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.TextPosition;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.operation.Arguments;
import dev.aicli.migrate.config.operation.Lossiness;
import dev.aicli.migrate.config.operation.Problem;
import dev.aicli.migrate.config.operation.Problems;
import dev.aicli.migrate.config.operation.Step;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.SourceLocation;
import java.util.List;
import java.util.Optional;

/** Reads and checks a migration file as a whole. */
public final class ConfigMigrationFile {
    /**
     * What a file is.
     *
     * @param migration absent when there are problems
     * @param problems all that were found, in order
     * @param warnings what is probably not meant so, in order
     */
    public record Result(Optional<ConfigMigration> migration, List<Finding> problems, List<Finding> warnings) {}

    /** Something wrong or doubtful, and where. */
    public record Finding(SourceLocation location, String text) {
        @Override
        public String toString() {
            return location + ": " + text;
        }
    }

    private final String file;
    private final Problems problems = new Problems();

    private ConfigMigrationFile(String file) {
        this.file = file;
    }

    /**
     * Reads a migration.
     *
     * @param file its path, for messages
     */
    public static Result read(String file, String text) {
        return new ConfigMigrationFile(file).read(text);
    }

    private Result read(String text) {
        Optional<ConfigMigration> migration = Optional.empty();
        try {
            migration = migration(YamlDocument.parse(text));
        } catch (DocumentException e) {
            problems.add(e.position(), e.problem());
        } catch (EditRefusedException e) {
            problems.add(e.position(), "not allowed in a migration file: " + e.getMessage());
        }
        List<Finding> findings = findings(problems.errors());
        return new Result(findings.isEmpty() ? migration : Optional.empty(), findings, findings(problems.warnings()));
    }

    private List<Finding> findings(List<Problem> found) {
        return found.stream()
                .map(problem -> new Finding(
                        new SourceLocation(
                                file,
                                problem.position().line(),
                                problem.position().column()),
                        problem.text()))
                .toList();
    }

    private Optional<ConfigMigration> migration(YamlDocument document) {
        if (document.roots().size() != 1) {
            problems.add(TextPosition.START, "a migration file is one YAML document");
            return Optional.empty();
        }
        YamlNode root = document.roots().get(0);
        Arguments arguments = new Arguments(document, root, problems);
        if (!root.isMapping()) {
            return Optional.empty();
        }
        String written = arguments.text("version");
        Optional<SemanticVersion> version = SemanticVersion.parse(written);
        if (version.isEmpty() && arguments.has("version")) {
            arguments.problem("version", "not a semantic version (major.minor.patch)");
        }
        String description = arguments.optionalText("description").orElse("");
        List<String> targets = arguments.textList("targets");
        List<Step> up = arguments.steps("up");
        Optional<List<Step>> down = down(arguments);
        arguments.rejectUnknown();
        if (down.isEmpty()) {
            requireDerivable(up);
        }
        return version.map(own -> new ConfigMigration(own, description, targets, up, down));
    }

    private Optional<List<Step>> down(Arguments arguments) {
        Optional<YamlNode> node = arguments.node("down");
        if (node.isEmpty() || node.get().scalarValue().filter("auto"::equals).isPresent()) {
            return Optional.empty();
        }
        if (!node.get().isSequence()) {
            arguments.problem("down", "'down' is auto or a list of operations");
            return Optional.empty();
        }
        return Optional.of(arguments.steps("down"));
    }

    private void requireDerivable(List<Step> up) {
        for (Step step : up) {
            if (step.operation().lossiness() == Lossiness.IRREVERSIBLE) {
                problems.add(
                        step.position(),
                        "'" + step.operation().name()
                                + "' keeps nothing to go back with: 'down: auto' cannot be derived, write it as a list");
            }
        }
    }
}
