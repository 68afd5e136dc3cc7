package dev.aicli.migrate.config;

import dev.aicli.migrate.config.diff.MaskedText;
import dev.aicli.migrate.config.diff.UnifiedDiff;
import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEntry;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.migration.ConfigFormat;
import dev.aicli.migrate.config.migration.ConfigMigrationFile;
import dev.aicli.migrate.engine.Finding;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.Scripts;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a plan would make of the files, to be shown.
 *
 * @param files each file of the plan, in its order
 * @param notes what a person should know
 * @param findings the same with places, and what is probably not meant so in the migrations
 * @param secretNames variables that the plan makes secrets for, whatever they are called
 */
public record Preview(List<RewrittenFile> files, List<String> notes, List<Finding> findings, Set<String> secretNames) {
    static Preview of(Plan plan, Rewriting rewriting) {
        Set<String> generated = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        Set<Script> read = new HashSet<>();
        plan.steps().stream().filter(step -> read.add(step.script())).forEach(step -> {
            try {
                String text = Scripts.text(step.script());
                YamlDocument.parse(text).roots().forEach(root -> collect(root, generated));
                if (step.direction() == Direction.UP) {
                    ConfigMigrationFile.read(step.script().name(), text)
                            .warnings()
                            .forEach(warning -> findings.add(warning(warning, step)));
                }
            } catch (IOException | DocumentException e) {
                throw new IllegalStateException("it was read before", e);
            }
        });
        List<String> notes = rewriting.order().stream()
                .flatMap(step -> rewriting.result(step).notes().stream())
                .map(StepNote::text)
                .distinct()
                .toList();
        rewriting.order().stream()
                .flatMap(step -> rewriting.result(step).notes().stream().map(note -> finding(note, step)))
                .distinct()
                .forEach(findings::add);
        return new Preview(rewriting.files(), notes, List.copyOf(findings), generated);
    }

    private static Finding warning(ConfigMigrationFile.Finding warning, Step step) {
        return new Finding(
                Finding.Code.DOUBTFUL_PATH,
                Finding.Severity.WARNING,
                step.migration().version().text(),
                warning.text(),
                Optional.of(warning.location()));
    }

    private static Finding finding(StepNote note, Step step) {
        return new Finding(
                note.skipped() ? Finding.Code.SKIPPED : Finding.Code.NOTE,
                Finding.Severity.INFO,
                step.migration().version().text(),
                note.text() + (note.skipped() ? "; nothing would be done" : ""),
                note.location());
    }

    private static void collect(YamlNode node, Set<String> generated) {
        for (YamlEntry entry : node.entries()) {
            if (entry.name().equals(Optional.of("env_generate"))) {
                entry.value().entries().stream()
                        .filter(argument -> argument.name().equals(Optional.of("name")))
                        .flatMap(argument -> argument.value().scalarValue().stream())
                        .forEach(generated::add);
            }
            collect(entry.value(), generated);
        }
    }

    /** {@return the difference as {@code diff -u} shows it, secrets masked; empty when there is none} */
    public List<String> diff(RewrittenFile file) {
        return UnifiedDiff.between(file.before().target().name(), masked(file, true), masked(file, false));
    }

    /** {@return the whole new text, secrets masked} */
    public String shown(RewrittenFile file) {
        return masked(file, false).text();
    }

    private MaskedText masked(RewrittenFile file, boolean before) {
        ConfigFormat format = file.before().target().format();
        Set<String> secrets = new LinkedHashSet<>();
        Stream.of(file.before().text(), file.after())
                .forEach(text -> secrets.addAll(MaskedText.secrets(format, text, secretNames)));
        return MaskedText.of(format, before ? file.before().text() : file.after(), secretNames, secrets);
    }

    /** The files hold secrets. */
    @Override
    public String toString() {
        return "Preview" + files;
    }
}
