package dev.aicli.migrate.config;

import dev.aicli.migrate.config.files.FileContent;
import dev.aicli.migrate.config.migration.ConfigMigration;
import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Works out what a plan makes of the files: texts in, texts out, nothing written.
 *
 * <p>The files go through a migration together, since some operations are about two files; what goes down goes before
 * what goes up.
 */
final class Rewriting {
    private final Map<Subject, FileContent> before;
    private final Map<Subject, String> texts = new LinkedHashMap<>();
    private final KnownSteps known;
    private final Function<Step, Optional<Version>> below;
    private final Map<Subject, Map<Version, Stash>> takenBack = new LinkedHashMap<>();
    private final IdentityHashMap<Step, RewrittenStep> results = new IdentityHashMap<>();
    private final List<Step> order = new ArrayList<>();

    /**
     * A plan not worked out yet.
     *
     * @param below the version that a file is at once a version is taken back, as far as that is known
     */
    Rewriting(Map<Subject, FileContent> before, KnownSteps known, Function<Step, Optional<Version>> below) {
        this.before = before;
        this.known = known;
        this.below = below;
    }

    /** Works out the whole plan. */
    Rewriting carryOut(Plan plan) {
        plan.steps()
                .forEach(step ->
                        texts.put(step.subject(), content(step.subject()).text()));
        for (Direction direction : List.of(Direction.DOWN, Direction.UP)) {
            List<Step> steps = plan.steps().stream()
                    .filter(step -> step.direction() == direction)
                    .toList();
            List<Version> versions = steps.stream()
                    .map(step -> step.migration().version())
                    .distinct()
                    .sorted(direction == Direction.UP ? Comparator.naturalOrder() : Comparator.reverseOrder())
                    .toList();
            for (Version version : versions) {
                together(steps.stream()
                        .filter(step -> step.migration().version().equals(version))
                        .toList());
            }
        }
        return this;
    }

    /** Takes the files through one migration; they may have met different texts of it. */
    private void together(List<Step> steps) {
        Map<ConfigMigration, List<Step>> byMigration = new LinkedHashMap<>();
        for (Step step : steps) {
            byMigration
                    .computeIfAbsent(known.migration(step), migration -> new ArrayList<>())
                    .add(step);
        }
        byMigration.forEach((migration, own) -> {
            MigrationPass pass = new MigrationPass(
                    migration, own.get(0).direction(), own.get(0).script());
            List<Group> groups = pass.groups(own).stream()
                    .map(files ->
                            new Group(files, files.stream().map(this::input).toList()))
                    .toList();
            groups.parallelStream().map(group -> group.carryOut(pass)).toList().forEach(this::take);
        });
    }

    /** Files that go through a migration together, and what they bring. */
    private record Group(List<Step> steps, List<MigrationPass.Input> inputs) {
        /** A failure is carried home: thrown in another thread, it would arrive without what it says. */
        GroupResult carryOut(MigrationPass pass) {
            try {
                return new GroupResult(steps, pass.carryOut(inputs), Optional.empty());
            } catch (MigrateException e) {
                return new GroupResult(steps, List.of(), Optional.of(e));
            }
        }
    }

    private record GroupResult(List<Step> steps, List<RewrittenStep> results, Optional<MigrateException> failure) {}

    private void take(GroupResult group) {
        group.failure().ifPresent(failure -> {
            throw failure;
        });
        for (int i = 0; i < group.steps().size(); i++) {
            take(group.steps().get(i), group.results().get(i));
        }
    }

    private MigrationPass.Input input(Step step) {
        Version version = step.migration().version();
        Optional<Stash> stash = step.direction() == Direction.UP
                        && takenBack.getOrDefault(step.subject(), Map.of()).containsKey(version)
                ? Optional.of(Objects.requireNonNull(
                        takenBack.getOrDefault(step.subject(), Map.of()).get(version)))
                : known.stash(step.subject(), version, step.direction());
        Optional<Version> target = step.direction() == Direction.UP ? Optional.of(version) : below.apply(step);
        return new MigrationPass.Input(
                content(step.subject()).target(), text(step.subject()), stash.orElse(Stash.EMPTY), target);
    }

    private void take(Step step, RewrittenStep result) {
        texts.put(step.subject(), result.after());
        results.put(step, result);
        order.add(step);
        if (step.direction() == Direction.DOWN) {
            takenBack
                    .computeIfAbsent(step.subject(), subject -> new LinkedHashMap<>())
                    .put(step.migration().version(), result.stash());
        }
    }

    private FileContent content(Subject subject) {
        return Objects.requireNonNull(before.get(subject), "a subject of another track");
    }

    private String text(Subject subject) {
        return Objects.requireNonNull(texts.get(subject));
    }

    /** {@return the steps in the order in which they were worked out} */
    List<Step> order() {
        return order;
    }

    RewrittenStep result(Step step) {
        return Objects.requireNonNull(results.get(step), "a step of another plan");
    }

    /** {@return each file's content before, and its text after} */
    List<RewrittenFile> files() {
        return texts.entrySet().stream()
                .map(entry -> new RewrittenFile(content(entry.getKey()), entry.getValue()))
                .toList();
    }
}
