package dev.aicli.migrate.config;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEvent;
import dev.aicli.migrate.config.files.ConfigFiles;
import dev.aicli.migrate.config.files.ConfigTarget;
import dev.aicli.migrate.config.files.FileContent;
import dev.aicli.migrate.config.files.FileLimits;
import dev.aicli.migrate.config.files.FileSwap;
import dev.aicli.migrate.config.files.StashFolder;
import dev.aicli.migrate.config.migration.ConfigText;
import dev.aicli.migrate.engine.Execution;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.Scripts;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.Track;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a project's configuration files. Each file is a target by itself; all of them go through the same
 * versions, whether a migration changes anything in them or not.
 */
public final class ConfigTrack implements Track {
    /** The word in history and JSON. */
    public static final String NAME = "config";

    private final ConfigSetup setup;
    private final ConfigMigrationFolder folder;
    private final FileSwap swap;
    private final Map<Subject, FileContent> contents = new HashMap<>();
    private final Map<Subject, FileContent> readAhead = new HashMap<>();
    private final Map<Subject, FileStamp> stamps = new HashMap<>();
    private @Nullable List<Migration> migrations;
    private @Nullable Map<Subject, ConfigTarget> targets;
    private List<String> missing = List.of();

    /** What a file with those bytes says of its version. */
    private record FileStamp(String sha256, Optional<SemanticVersion> version) {}

    public ConfigTrack(ConfigSetup setup) {
        this.setup = setup;
        this.folder = new ConfigMigrationFolder(setup);
        this.swap = new FileSwap(setup.state(), setup.directory(), setup.files());
    }

    /** {@return the target of a configuration file} */
    public static Subject subject(String file) {
        return new Subject(NAME, file);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Subject> subjects() {
        return List.copyOf(targets().keySet());
    }

    /** {@return whether any of the files that the project names is there} */
    public boolean hasFiles() {
        return !setup.find().targets().isEmpty();
    }

    /** {@return SHA-256 over a file's bytes as they are now} */
    public String sha256(Subject subject) {
        return FileContent.read(target(subject)).sha256();
    }

    /** {@return the files that the project names and that are not there} */
    public List<String> missing() {
        targets();
        return missing;
    }

    /** Files are looked for once. */
    private Map<Subject, ConfigTarget> targets() {
        Map<Subject, ConfigTarget> known = targets;
        if (known == null) {
            if (setup.files().isEmpty()) {
                throw new UsageException("the project names no configuration files")
                        .next("name them in the project file: config: { files: [config.yml, .env] }");
            }
            ConfigFiles found = setup.find();
            known = new LinkedHashMap<>();
            Set<String> wanted = new LinkedHashSet<>(setup.only());
            for (ConfigTarget target : found.targets()) {
                if (setup.only().isEmpty() || wanted.remove(target.name())) {
                    known.put(subject(target.name()), target);
                }
            }
            if (!wanted.isEmpty()) {
                throw new UsageException(String.join(", ", wanted) + ": not among the project's configuration files")
                        .next("`config status` shows them; the project file names them");
            }
            if (known.isEmpty()) {
                throw new UsageException("none of the project's configuration files is there: "
                                + String.join(", ", found.missing()))
                        .next("run where they are, or name others in the project file");
            }
            missing = found.missing();
            targets = known;
        }
        return known;
    }

    @Override
    public void requireSources() {
        folder.requireExists();
    }

    /** The folder is read once: what is planned is what is run. */
    @Override
    public List<Migration> migrations(Subject subject) {
        List<Migration> known = migrations;
        if (known == null) {
            known = folder.read().stream()
                    .map(ConfigMigrationSource::asMigration)
                    .toList();
            migrations = known;
        }
        return known;
    }

    @Override
    public boolean interrupted() {
        return swap.interrupted();
    }

    @Override
    public void recover(History history) {
        readAhead.clear();
        // A run on both tracks is in history for what it did to the schema, before its files take their places.
        swap.recover(runId -> history.contains(runId, NAME));
    }

    /**
     * A file that says at which version it is, knows better than history. Reads the file anew; with the first of a
     * round all are read, since many at once are faster, and so that an error names all files that cannot be read.
     */
    @Override
    public AppliedState state(Subject subject, History history) {
        if (readAhead.isEmpty()) {
            readAll();
        }
        FileContent known = readAhead.remove(subject);
        contents.put(subject, known == null ? FileContent.read(target(subject)) : known);
        return planned(subject, history);
    }

    /** {@return the state of a file as it was when it was last asked for} */
    AppliedState planned(Subject subject, History history) {
        FileContent content = Objects.requireNonNull(contents.get(subject), "planned without its state");
        Optional<SemanticVersion> stamp = stamp(subject, content);
        AppliedState recorded = history.applied(subject, this::parseVersion);
        if (stamp.isPresent()) {
            return recorded.head().filter(stamp.get()::equals).isPresent()
                            || KnownSteps.lowered(history.rows(subject), stamp.get(), content.sha256())
                    ? recorded
                    : recorded.declaredAt(stamp.get());
        }
        return recorded.isEmpty() && setup.assumed().isPresent()
                ? recorded.declaredAt(setup.assumed().get())
                : recorded;
    }

    /** Reads all files and what they say of their versions, with all processors. Throws what is wrong with any. */
    private void readAll() {
        readAhead.clear();
        List<MigrateException> failures = new ArrayList<>();
        for (Ahead ahead : targets().entrySet().parallelStream()
                .map(entry -> ahead(entry.getKey(), entry.getValue()))
                .toList()) {
            if (ahead.failure() != null) {
                failures.add(ahead.failure());
            } else {
                readAhead.put(ahead.subject(), Objects.requireNonNull(ahead.content()));
                stamps.put(ahead.subject(), Objects.requireNonNull(ahead.stamp()));
            }
        }
        if (!failures.isEmpty()) {
            readAhead.clear();
            MigrateException.throwFirst(failures);
        }
    }

    private record Ahead(
            Subject subject,
            @Nullable FileContent content,
            @Nullable FileStamp stamp,
            @Nullable MigrateException failure) {}

    /** A failure is carried home: thrown in another thread, it would arrive without what it says. */
    private Ahead ahead(Subject subject, ConfigTarget target) {
        try {
            FileContent content = FileContent.read(target);
            FileStamp known = stamps.get(subject);
            return new Ahead(
                    subject,
                    content,
                    known != null && known.sha256().equals(content.sha256())
                            ? known
                            : new FileStamp(content.sha256(), VersionStamp.of(target, content.text())),
                    null);
        } catch (MigrateException e) {
            return new Ahead(subject, null, null, e);
        }
    }

    private Optional<SemanticVersion> stamp(Subject subject, FileContent content) {
        FileStamp known = stamps.get(subject);
        if (known == null || !known.sha256().equals(content.sha256())) {
            known = new FileStamp(content.sha256(), VersionStamp.of(content.target(), content.text()));
            stamps.put(subject, known);
        }
        return known.version();
    }

    private ConfigTarget target(Subject subject) {
        return Objects.requireNonNull(targets().get(subject), "a subject of another track");
    }

    /** {@return how a file stands, with what each source says of its version} */
    public FileStanding standing(Subject subject, History history) {
        AppliedState effective = state(subject, history);
        FileContent content = Objects.requireNonNull(contents.get(subject));
        Optional<Version> recorded =
                history.applied(subject, this::parseVersion).head();
        Optional<StepData> last = history.rows(subject).stream()
                .flatMap(row -> KnownSteps.data(row).stream())
                .reduce((former, latter) -> latter);
        boolean edited =
                last.filter(data -> !data.after().equals(content.sha256())).isPresent();
        return new FileStanding(content.target().name(), stamp(subject, content), recorded, effective.head(), edited);
    }

    @Override
    public Version parseVersion(String text) {
        return SemanticVersion.parse(text).orElseThrow(() -> {
            UsageException exception = new UsageException("'" + text + "' is no configuration version");
            exception.next("a configuration version is a semantic version, such as 1.1.0");
            return exception;
        });
    }

    @Override
    public String meaningChecksum(Script script) throws IOException {
        try {
            MessageDigest digest = Sha256.digest();
            for (YamlEvent event : YamlDocument.parse(Scripts.text(script)).events()) {
                String said = event.kind() + "\0" + event.anchor() + "\0" + event.tag() + "\0" + event.value() + "\0";
                digest.update(said.getBytes(StandardCharsets.UTF_8));
            }
            return Sha256.of(digest);
        } catch (DocumentException e) {
            throw e.in(script.name()).next("`config validate` shows all that is wrong");
        }
    }

    @Override
    public Execution prepare(Plan plan, RunContext context) {
        Rewriting rewriting = work(plan, context.history(), context.ledger());
        rewriting.files().stream()
                .filter(RewrittenFile::changed)
                .forEach(file -> FileSwap.requireReplaceable(file.before().target()));
        return new ConfigExecution(this, rewriting, swap, context);
    }

    /** {@return what the plan would make of the files} Writes nothing, and works with files that cannot be written. */
    public Preview rehearse(Plan plan, History history, Ledger ledger) {
        return Preview.of(plan, work(plan, history, ledger));
    }

    private Rewriting work(Plan plan, History history, Ledger ledger) {
        Map<Subject, FileContent> before = new LinkedHashMap<>();
        long size = 0;
        for (Step step : plan.steps()) {
            FileContent content = Objects.requireNonNull(contents.get(step.subject()), "planned without its state");
            if (before.put(step.subject(), content) == null) {
                size += content.text().length();
            }
        }
        if (size > FileLimits.MAX_TOTAL_SIZE) {
            throw new UsageException("the files of this run are larger than " + (FileLimits.MAX_TOTAL_SIZE >> 20)
                            + " MiB together")
                    .next("migrate some of them at a time: name them on the command line");
        }
        requireVersions(before.keySet(), history);
        KnownSteps known = new KnownSteps(history, ledger, new StashFolder(setup.state()));
        Map<Subject, AppliedState> states = new HashMap<>();
        before.keySet().forEach(subject -> states.put(subject, planned(subject, history)));
        return new Rewriting(
                        before,
                        () -> others(before.keySet()),
                        known,
                        subject -> VersionsInForce.of(Objects.requireNonNull(states.get(subject)), migrations(subject)))
                .carryOut(plan);
    }

    /** {@return what the project's other files say} Those that cannot be read now are none of the run's. */
    private List<ConfigText> others(Set<Subject> planned) {
        List<ConfigText> others = new ArrayList<>();
        for (ConfigTarget target : setup.find().targets()) {
            if (!planned.contains(subject(target.name()))) {
                look(target).ifPresent(others::add);
            }
        }
        return others;
    }

    private static Optional<ConfigText> look(ConfigTarget target) {
        try {
            return Optional.of(new ConfigText(
                    target.name(), target.format(), FileContent.read(target).text()));
        } catch (MigrateException e) {
            return Optional.empty();
        }
    }

    /** A version is never guessed. */
    private void requireVersions(Set<Subject> subjects, History history) {
        List<String> unknown = new ArrayList<>();
        List<ForeignVersion> foreign = new ArrayList<>();
        for (Subject subject : subjects) {
            FileContent content = Objects.requireNonNull(contents.get(subject));
            if (stamp(subject, content).isEmpty()
                    && setup.assumed().isEmpty()
                    && history.rows(subject).isEmpty()) {
                unknown.add(subject.target());
                VersionStamp.foreign(content.target(), content.text()).ifPresent(foreign::add);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        String question = "at which version is " + String.join(", ", unknown) + "? ";
        String once =
                "say it once with `config baseline --version X " + unknown.get(0) + "`, or for this run with --from X";
        if (foreign.isEmpty()) {
            throw new UsageException(question + "There is no version in the file, and no history")
                    .next(once + "; or write it into the file");
        }
        ForeignVersion first = foreign.get(0);
        String others = foreign.stream()
                .skip(1)
                .map(other -> "; " + other.location() + ": " + other.problem())
                .collect(Collectors.joining());
        throw new UsageException(question + "There is no history, and " + first.problem() + others)
                .at(first.location())
                .next(first.correction() + once + ", and name another version-key in the project file than "
                        + first.key());
    }
}
