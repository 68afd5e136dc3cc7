package dev.aicli.migrate.config;

import dev.aicli.migrate.config.files.FileContent;
import dev.aicli.migrate.config.migration.ConfigFormat;
import dev.aicli.migrate.config.migration.ConfigMigration;
import dev.aicli.migrate.config.migration.ConfigText;
import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.Scripts;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a plan makes of the files: texts in, texts out, nothing written.
 *
 * <p>What goes down goes before what goes up. Each file goes all of its way by itself, many at once, unless an
 * operation of the plan is about two files: then all go through each migration together.
 */
final class Rewriting {
    private final Map<Subject, FileContent> before;
    private final Map<Subject, String> texts = new LinkedHashMap<>();
    private final KnownSteps known;
    private final Function<Subject, VersionsInForce> standings;
    private final IdentityHashMap<Step, SettledStep> results = new IdentityHashMap<>();
    private final List<Step> order = new ArrayList<>();
    private final Map<ConfigMigration, Boolean> together = new ConcurrentHashMap<>();
    private final List<String> scripts = new ArrayList<>();
    private final Supplier<List<ConfigText>> others;
    private @Nullable List<ConfigText> bystanders;

    /**
     * A plan not worked out yet.
     *
     * @param others reads the project's files that are not in the plan; asked only where they matter
     * @param standings what is in force on a file before the first step; asked by many threads, answered anew each time
     */
    Rewriting(
            Map<Subject, FileContent> before,
            Supplier<List<ConfigText>> others,
            KnownSteps known,
            Function<Subject, VersionsInForce> standings) {
        this.others = others;
        this.before = before;
        this.known = known;
        this.standings = standings;
    }

    /** Works out the whole plan. Throws the first refusal, which knows of the others. */
    Rewriting carryOut(Plan plan) {
        List<List<Step>> stages = stages(plan);
        stages.forEach(order::addAll);
        Map<Subject, List<List<Step>>> ways = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            ways.put(step.subject(), new ArrayList<>());
            texts.put(step.subject(), content(step.subject()).text());
        }
        order.stream().map(Step::script).distinct().map(Rewriting::text).forEach(scripts::add);
        List<List<List<Step>>> journeys;
        if (order.stream().anyMatch(this::isTogether)) {
            journeys = List.of(stages);
        } else {
            order.forEach(
                    step -> Objects.requireNonNull(ways.get(step.subject())).add(List.of(step)));
            journeys = List.copyOf(ways.values());
        }
        List<MigrateException> failures = new ArrayList<>();
        for (Journey done : journeys.parallelStream()
                .map(journey -> new Journey().carryOut(journey))
                .toList()) {
            done.failure.ifPresent(failures::add);
            texts.putAll(done.reached);
            results.putAll(done.settled);
        }
        MigrateException.throwFirst(failures);
        return this;
    }

    /**
     * {@return whether a step's migration is about several files at once} It is when some text, of a file or of a
     * migration of the plan, may refer to a variable whose name it takes away.
     */
    private boolean isTogether(Step step) {
        return together.computeIfAbsent(
                known.migration(step),
                migration -> MigrationPass.isLinked(migration)
                        || (texts.size() > 1
                                && (MigrationPass.mayBeReferredTo(migration, texts.values())
                                        || MigrationPass.mayBeReferredTo(migration, scripts))));
    }

    /** {@return the files outside the plan that matter to a migration} */
    private synchronized List<ConfigText> bystanders(ConfigMigration migration) {
        if (!MigrationPass.takesNames(migration)) {
            return List.of();
        }
        List<ConfigText> read = bystanders;
        if (read == null) {
            read = others.get();
            bystanders = read;
        }
        return read.stream()
                .filter(text -> text.format() == ConfigFormat.DOTENV
                        || MigrationPass.mayBeReferredTo(migration, List.of(text.text())))
                .toList();
    }

    private static String text(Script script) {
        try {
            return Scripts.text(script);
        } catch (IOException e) {
            throw new IllegalStateException("a script in memory can be read", e);
        }
    }

    /** Files that go through a migration together, and what they bring. */
    private record Group(List<Step> steps, List<MigrationPass.Input> inputs) {
        GroupResult carryOut(MigrationPass pass) {
            try {
                return new GroupResult(steps, inputs, pass.carryOut(inputs), Optional.empty());
            } catch (MigrateException e) {
                return new GroupResult(steps, inputs, List.of(), Optional.of(e));
            }
        }
    }

    /** A failure is carried home: thrown in another thread, it would arrive without what it says. */
    private record GroupResult(
            List<Step> steps,
            List<MigrationPass.Input> inputs,
            List<RewrittenStep> results,
            Optional<MigrateException> failure) {}

    /** {@return the plan's steps, those of one direction and version together, in the order of their versions} */
    private static List<List<Step>> stages(Plan plan) {
        List<List<Step>> stages = new ArrayList<>();
        for (Direction direction : List.of(Direction.DOWN, Direction.UP)) {
            Comparator<Version> upward = Comparator.naturalOrder();
            Comparator<Version> ordered = direction == Direction.UP ? upward : upward.reversed();
            Map<Version, List<Step>> byVersion = new TreeMap<>(ordered);
            for (Step step : plan.steps()) {
                if (step.direction() == direction) {
                    byVersion
                            .computeIfAbsent(step.migration().version(), version -> new ArrayList<>())
                            .add(step);
                }
            }
            stages.addAll(byVersion.values());
        }
        return stages;
    }

    /** One file, or several that belong together, on the way through all migrations. */
    private final class Journey {
        private final Map<Subject, String> reached = new LinkedHashMap<>();
        private final Map<Subject, Map<Version, Stash>> takenBack = new LinkedHashMap<>();
        private final Map<Subject, VersionsInForce> inForce = new LinkedHashMap<>();
        private final IdentityHashMap<Step, SettledStep> settled = new IdentityHashMap<>();
        private Optional<MigrateException> failure = Optional.empty();

        Journey carryOut(List<List<Step>> stages) {
            try {
                stages.forEach(this::together);
            } catch (MigrateException e) {
                failure = Optional.of(e);
            }
            takenBack.clear();
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
            List<MigrateException> failures = new ArrayList<>();
            byMigration.forEach((migration, own) -> {
                MigrationPass pass = new MigrationPass(
                        migration, own.get(0).direction(), own.get(0).script(), bystanders(migration));
                List<Group> groups = pass.groups(own, isTogether(own.get(0))).stream()
                        .map(files ->
                                new Group(files, files.stream().map(this::input).toList()))
                        .toList();
                for (GroupResult done : groups.parallelStream()
                        .map(group -> group.carryOut(pass))
                        .toList()) {
                    done.failure().ifPresent(failures::add);
                    for (int i = 0; i < done.results().size(); i++) {
                        take(
                                done.steps().get(i),
                                done.inputs().get(i),
                                done.results().get(i));
                    }
                }
            });
            MigrateException.throwFirst(failures);
        }

        private MigrationPass.Input input(Step step) {
            Subject subject = step.subject();
            Version version = step.migration().version();
            Map<Version, Stash> back = takenBack.getOrDefault(subject, Map.of());
            Optional<Stash> stash = step.direction() == Direction.UP && back.containsKey(version)
                    ? Optional.ofNullable(back.get(version))
                    : known.stash(subject, version, step.direction());
            VersionsInForce versions = inForce.computeIfAbsent(subject, standings);
            Optional<Version> from = versions.head();
            versions.pass(version, step.direction());
            Optional<Version> to = versions.head();
            if (step.direction() == Direction.DOWN) {
                to = to.or(() -> known.before(step)).or(step::destination);
            }
            FileContent content = content(subject);
            String text = reached.getOrDefault(subject, content.text());
            return new MigrationPass.Input(content.target(), content.text(), text, stash.orElse(Stash.EMPTY), from, to);
        }

        private void take(Step step, MigrationPass.Input input, RewrittenStep result) {
            reached.put(step.subject(), result.after());
            settled.put(step, SettledStep.of(result, input.from(), input.version()));
            if (step.direction() == Direction.DOWN) {
                takenBack
                        .computeIfAbsent(step.subject(), subject -> new LinkedHashMap<>())
                        .put(step.migration().version(), result.stash());
            }
        }
    }

    private FileContent content(Subject subject) {
        return Objects.requireNonNull(before.get(subject), "a subject of another track");
    }

    /** {@return the steps in the order in which history has them: by version, not by file} */
    List<Step> order() {
        return order;
    }

    SettledStep result(Step step) {
        return Objects.requireNonNull(results.get(step), "a step of another plan");
    }

    /** {@return each file's content before, and its text after} */
    List<RewrittenFile> files() {
        return texts.entrySet().stream()
                .map(entry -> new RewrittenFile(content(entry.getKey()), entry.getValue()))
                .toList();
    }
}
