package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.Direction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whether a plan may destroy data: every way back may, and every script in which a word stands that can remove or
 * overwrite something, or call what does. In doubt it may.
 */
public final class DestructiveWords implements Predicate<Plan> {
    private static final Pattern WORDS = Pattern.compile(
            "\\b(drop|truncate|delete|update|alter|rename|replace|merge|execute|call|do|select|vacuum|pragma)\\b",
            Pattern.CASE_INSENSITIVE);

    @Override
    public boolean test(Plan plan) {
        return plan.steps().stream().anyMatch(DestructiveWords::mayDestroy);
    }

    private static boolean mayDestroy(Step step) {
        if (step.direction() == Direction.DOWN) {
            return true;
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(step.script().open(), StandardCharsets.UTF_8))) {
            return lines.lines().anyMatch(line -> WORDS.matcher(line).find());
        } catch (IOException e) {
            throw new BackupException("cannot read " + step.script().name() + ": " + e.getMessage(), e)
                    .next("see that the file is readable");
        }
    }
}
