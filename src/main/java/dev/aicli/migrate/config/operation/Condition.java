package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import dev.aicli.migrate.config.document.yaml.YamlPaths;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A condition of {@code when}. In a {@code .env} file the path is a variable's name. */
sealed interface Condition {
    /** The types that {@code type} knows. */
    Set<String> TYPES = Set.of("string", "int", "float", "bool", "null", "map", "list", "alias");

    boolean holds(YamlSite site);

    boolean holds(DotenvDocument document);

    /** Reads the conditions of {@code when}: a mapping of which all must hold, or a list of such. */
    static List<Condition> parse(Arguments arguments) {
        List<Condition> conditions = new ArrayList<>();
        for (Arguments when : arguments.list("when")) {
            if (when.has("exists")) {
                conditions.add(new Exists(when.path("exists"), true));
            }
            if (when.has("absent")) {
                conditions.add(new Exists(when.path("absent"), false));
            }
            if (when.has("equals")) {
                Arguments equals = when.below("equals");
                conditions.add(new Equal(equals.path("path"), equals.value("value")));
                equals.rejectUnknown();
            }
            if (when.has("matches")) {
                Arguments matches = when.below("matches");
                conditions.add(new Matches(matches.path("path"), matches.pattern("pattern")));
                matches.rejectUnknown();
            }
            if (when.has("type")) {
                Arguments type = when.below("type");
                String wanted = type.text("is");
                if (!TYPES.contains(wanted)) {
                    type.problem(
                            "is",
                            "'is' must be one of: "
                                    + String.join(", ", TYPES.stream().sorted().toList()));
                }
                conditions.add(new Type(type.path("path"), wanted));
                type.rejectUnknown();
            }
            List.of("exists", "absent", "equals", "matches", "type").forEach(when::node);
            when.rejectUnknown();
        }
        return conditions;
    }

    /** Something is there, or not. */
    record Exists(ConfigPath path, boolean wanted) implements Condition {
        @Override
        public boolean holds(YamlSite site) {
            return site.find(path).isEmpty() != wanted;
        }

        @Override
        public boolean holds(DotenvDocument document) {
            return document.find(variable(path)).isPresent() == wanted;
        }
    }

    /** A value is that one. */
    record Equal(ConfigPath path, NewValue value) implements Condition {
        @Override
        public boolean holds(YamlSite site) {
            List<YamlPaths.Match> found = site.find(path);
            return !found.isEmpty()
                    && found.stream()
                            .allMatch(match -> value.equalTo(
                                    site.document(), match.cursor().node()));
        }

        @Override
        public boolean holds(DotenvDocument document) {
            return variableValue(document, path).equals(value.text());
        }
    }

    /** A text fits a regular expression as a whole. */
    record Matches(ConfigPath path, Pattern pattern) implements Condition {
        @Override
        public boolean holds(YamlSite site) {
            List<YamlPaths.Match> found = site.find(path);
            return !found.isEmpty()
                    && found.stream()
                            .allMatch(match -> YamlValues.text(
                                            site.document(), match.cursor().node())
                                    .filter(text -> pattern.matcher(text).matches())
                                    .isPresent());
        }

        @Override
        public boolean holds(DotenvDocument document) {
            return variableValue(document, path)
                    .filter(text -> pattern.matcher(text).matches())
                    .isPresent();
        }
    }

    /** A value is of that kind. Everything in a {@code .env} file is a string. */
    record Type(ConfigPath path, String type) implements Condition {
        @Override
        public boolean holds(YamlSite site) {
            List<YamlPaths.Match> found = site.find(path);
            return !found.isEmpty()
                    && found.stream()
                            .allMatch(match ->
                                    YamlValues.type(match.cursor().node()).equals(type));
        }

        @Override
        public boolean holds(DotenvDocument document) {
            return type.equals("string") && document.find(variable(path)).isPresent();
        }
    }

    private static String variable(ConfigPath path) {
        return path.toString();
    }

    private static Optional<String> variableValue(DotenvDocument document, ConfigPath path) {
        return document.find(variable(path))
                .flatMap(variable -> DotenvValue.read(variable.raw()))
                .map(DotenvValue::text);
    }
}
