package dev.aicli.migrate.config;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.PathSyntaxException;
import dev.aicli.migrate.config.document.TextPosition;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEntry;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import dev.aicli.migrate.config.files.ConfigTarget;
import dev.aicli.migrate.config.migration.ConfigChange;
import dev.aicli.migrate.config.migration.ConfigFormat;
import dev.aicli.migrate.config.migration.ConfigMigration;
import dev.aicli.migrate.config.migration.ConfigOutcome;
import dev.aicli.migrate.config.migration.ConfigText;
import dev.aicli.migrate.config.migration.Rereading;
import dev.aicli.migrate.config.operation.Problems;
import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.config.operation.Step;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.ValidationException;
import java.util.List;
import java.util.Optional;

/** The version that a configuration file carries: the key {@code version}, the variable {@code CONFIG_VERSION}. */
final class VersionStamp {
    private static final String DEFAULT_KEY = "version";
    private static final String DEFAULT_VARIABLE = "CONFIG_VERSION";

    private VersionStamp() {}

    /** What stands where the version is looked for. */
    private record Written(String text, TextPosition position, boolean ofChart) {}

    /**
     * {@return the version that the file says it is at; empty when it says none}
     *
     * @throws ValidationException when the text cannot be read, or says something else than a version under a key that
     *     the project names for it
     */
    static Optional<SemanticVersion> of(ConfigTarget target, String text) {
        Optional<Written> written = written(target, text).filter(found -> !found.ofChart());
        Optional<SemanticVersion> version = written.flatMap(found -> SemanticVersion.parse(found.text()));
        if (written.isPresent() && version.isEmpty() && target.versionKey().isPresent()) {
            ForeignVersion foreign = foreign(target, written.get());
            throw new ValidationException(target.name() + ": " + foreign.problem())
                    .at(foreign.location())
                    .next("put the version there that the file is at"
                            + foreign.meant().map(meant -> ", such as " + meant).orElse("")
                            + ", or name another version-key in the project file");
        }
        return version;
    }

    /** {@return what stands in the version's place and is no version of the file's} */
    static Optional<ForeignVersion> foreign(ConfigTarget target, String text) {
        return written(target, text)
                .filter(found ->
                        found.ofChart() || SemanticVersion.parse(found.text()).isEmpty())
                .map(found -> foreign(target, found));
    }

    private static ForeignVersion foreign(ConfigTarget target, Written written) {
        SourceLocation place = place(target, written.position());
        return written.ofChart()
                ? ForeignVersion.ofChart(place, key(target))
                : ForeignVersion.of(place, key(target), written.text());
    }

    private static Optional<Written> written(ConfigTarget target, String text) {
        try {
            Optional<Written> written =
                    target.format() == ConfigFormat.DOTENV ? inDotenv(target, text) : inYaml(target, text);
            return written.filter(found -> !found.text().isEmpty());
        } catch (DocumentException e) {
            throw e.in(target.name()).next("correct it there; no file was changed");
        } catch (EditRefusedException e) {
            throw new ValidationException(target.name() + ": its version cannot be told: " + e.getMessage(), e)
                    .at(place(target, e.position()));
        }
    }

    private static Optional<Written> inDotenv(ConfigTarget target, String text) {
        DotenvDocument document = DotenvDocument.parse(text);
        return document.find(key(target))
                .flatMap(variable -> DotenvValue.read(variable.raw()))
                .map(value -> new Written(value.text(), document.position(key(target)), false));
    }

    private static Optional<Written> inYaml(ConfigTarget target, String text) {
        YamlDocument document = YamlDocument.parse(text);
        return nodeAt(document, key(target))
                .flatMap(node -> node.scalarValue()
                        .map(value -> new Written(
                                value,
                                document.position(node.start()),
                                target.versionKey().isEmpty() && isChart(document))));
    }

    /** A Helm chart must have these three keys; `version` is the chart's own, and is never written over. */
    private static boolean isChart(YamlDocument document) {
        YamlNode root = document.roots().get(0);
        return child(root, "apiVersion")
                        .flatMap(YamlNode::scalarValue)
                        .filter(value -> value.equals("v1") || value.equals("v2"))
                        .isPresent()
                && child(root, "name").isPresent()
                && child(root, "kind").isEmpty();
    }

    static String key(ConfigTarget target) {
        return target.versionKey().orElse(target.format() == ConfigFormat.DOTENV ? DEFAULT_VARIABLE : DEFAULT_KEY);
    }

    private static Optional<YamlNode> nodeAt(YamlDocument document, String key) {
        for (YamlNode root : document.roots()) {
            if (root instanceof YamlNode.YamlScalar && !YamlValues.type(root).equals("null")) {
                throw new DocumentException(
                        document.position(root.start()), "it is one single text to readers of YAML, without any key");
            }
        }
        Optional<YamlNode> node = document.roots().stream().findFirst();
        for (PathStep step : path(key).steps()) {
            node = step instanceof PathStep.Key named
                    ? node.flatMap(below -> child(below, named.name()))
                    : Optional.empty();
        }
        return node;
    }

    private static Optional<YamlNode> child(YamlNode node, String name) {
        return node.entries().stream()
                .filter(entry -> entry.name().equals(Optional.of(name)))
                .map(YamlEntry::value)
                .findFirst();
    }

    private static ConfigPath path(String key) {
        try {
            return ConfigPath.parse(key);
        } catch (PathSyntaxException e) {
            throw new UsageException("version-key " + key + " is not a path: " + e.getMessage(), e)
                    .next("write it like app.version in the project file");
        }
    }

    /** Writes the version where the file has one. {@return the stash for the way back; empty when nothing changed} */
    static ConfigOutcome.Done write(
            ConfigTarget target, String original, String text, SemanticVersion version, Rereading rereading) {
        return change(target, original, text, version, Direction.UP, Stash.EMPTY, rereading);
    }

    /** Puts back what {@link #write} replaced, unless it was edited since. */
    static ConfigOutcome.Done takeBack(
            ConfigTarget target,
            String original,
            String text,
            SemanticVersion version,
            Stash stash,
            Rereading rereading) {
        return change(target, original, text, version, Direction.DOWN, stash, rereading);
    }

    private static ConfigOutcome.Done change(
            ConfigTarget target,
            String original,
            String text,
            SemanticVersion version,
            Direction direction,
            Stash stash,
            Rereading rereading) {
        ConfigMigration stamping =
                new ConfigMigration(version, "", List.of(), List.of(step(target, version)), Optional.empty());
        ConfigOutcome outcome = ConfigChange.apply(
                stamping,
                direction,
                List.of(new ConfigText(target.name(), target.format(), text, original)),
                stash,
                rereading);
        if (outcome instanceof ConfigOutcome.Refused refused) {
            throw new ValidationException(target.name() + ": the version cannot be written: " + refused.text())
                    .at(place(target, refused.position()))
                    .next("write it so that it can: `" + key(target) + "` with a plain value");
        }
        return (ConfigOutcome.Done) outcome;
    }

    private static Step step(ConfigTarget target, SemanticVersion version) {
        String field = target.format() == ConfigFormat.DOTENV ? "variable" : "key";
        String source =
                "- stamp: {" + field + ": '" + key(target).replace("'", "''") + "', version: '" + version + "'}";
        YamlDocument document = YamlDocument.parse(source);
        Problems problems = new Problems();
        List<Step> steps = Step.list(document, document.roots().get(0), problems);
        if (steps.size() != 1 || !problems.errors().isEmpty()) {
            throw new ValidationException(target.name() + ": no version can be kept at " + key(target))
                    .next("name another version-key in the project file");
        }
        return steps.get(0);
    }

    private static SourceLocation place(ConfigTarget target, TextPosition position) {
        return new SourceLocation(target.name(), position.line(), position.column());
    }
}
