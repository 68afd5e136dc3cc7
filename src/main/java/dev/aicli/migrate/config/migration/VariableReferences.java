package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.TextPosition;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvLine;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.operation.OnReference;
import dev.aicli.migrate.config.operation.References;
import dev.aicli.migrate.config.operation.Step;
import dev.aicli.migrate.config.operation.VariableChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** References, in any document of a change, to variables whose names the change takes away. */
final class VariableReferences {
    private static final int SHOWN = 5;

    private VariableReferences() {}

    /** {@return the variables of the migration that other documents may refer to, under all of their names} */
    static List<References> of(ConfigMigration migration) {
        List<References> names = new ArrayList<>();
        List<Step> steps = new ArrayList<>(migration.up());
        migration.down().ifPresent(steps::addAll);
        for (Step step : steps) {
            for (VariableChange change : step.operation().variables()) {
                names.add(new References(change.name()));
                change.becomes().ifPresent(name -> names.add(new References(name)));
            }
        }
        return names;
    }

    /** A place that refers to a variable. */
    record Use(String document, TextPosition position) {
        @Override
        public String toString() {
            return document + ":" + position.line() + ":" + position.column();
        }
    }

    /** {@return by variable that no document assigns any more: where it is referred to} */
    static Map<String, List<Use>> dangling(List<ConfigText> before, List<ConfigText> after) {
        Set<String> gone = names(before);
        gone.removeAll(names(after));
        Map<String, List<Use>> dangling = new LinkedHashMap<>();
        for (String name : gone) {
            References references = new References(name);
            List<Use> uses = new ArrayList<>();
            for (ConfigText text : after) {
                if (references.mayBeIn(text.text())) {
                    positions(references, text).forEach(position -> uses.add(new Use(text.name(), position)));
                }
            }
            if (!uses.isEmpty()) {
                dangling.put(name, uses);
            }
        }
        return dangling;
    }

    /** What cannot be read, and is only looked at, refers to nothing that anybody could tell. */
    private static List<TextPosition> positions(References references, ConfigText text) {
        try {
            return text.format() == ConfigFormat.YAML
                    ? references.in(YamlDocument.parse(text.text()))
                    : references.in(DotenvDocument.parse(text.text()));
        } catch (DocumentException e) {
            return List.of();
        }
    }

    private static Set<String> names(List<ConfigText> texts) {
        Set<String> names = new TreeSet<>();
        for (ConfigText text : texts) {
            if (text.format() == ConfigFormat.DOTENV) {
                for (DotenvLine line : lines(text)) {
                    if (line instanceof DotenvLine.Variable variable) {
                        names.add(variable.name());
                    }
                }
            }
        }
        return names;
    }

    private static List<DotenvLine> lines(ConfigText text) {
        try {
            return DotenvDocument.parse(text.text()).lines();
        } catch (DocumentException e) {
            return List.of();
        }
    }

    /** {@return the step that takes the name away, unless it lets go of references} */
    static Optional<Step> stopping(List<Step> steps, String name) {
        return steps.stream()
                .filter(step -> step.operation().variables().stream()
                        .anyMatch(change -> change.name().equals(name) && change.references() == OnReference.STOP))
                .findFirst();
    }

    /** {@return the refusal, at the first of the places} */
    static ConfigOutcome.Refused refused(Step step, String name, List<Use> uses) {
        return new ConfigOutcome.Refused(
                uses.get(0).document(),
                uses.get(0).position(),
                step.operation().name(),
                step.position(),
                "REFERENCED",
                step.operation().name() + ": " + name + " goes, and other values still refer to it: " + places(uses)
                        + "; change them first, or let them be with 'references: leave'");
    }

    static String places(List<Use> uses) {
        String shown =
                String.join(", ", uses.stream().limit(SHOWN).map(Use::toString).toList());
        return uses.size() > SHOWN ? shown + " and " + (uses.size() - SHOWN) + " more" : shown;
    }
}
