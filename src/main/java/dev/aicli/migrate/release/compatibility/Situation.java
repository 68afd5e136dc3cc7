package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.config.ConfigTrack;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.Track;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.release.InstalledRelease;
import dev.aicli.migrate.release.InstalledVersions;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.ReleaseGraph;
import dev.aicli.migrate.release.ReleaseManifest;
import dev.aicli.migrate.schema.SchemaTrack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An installation and the release that it is to move to, as rules see them. */
public final class Situation {
    private final ReleaseManifest manifest;
    private final Release target;
    private final Ledger ledger;
    private final History history;
    private final Optional<SchemaSide> schema;
    private final Optional<ConfigTrack> config;
    private final Host host;
    private final Limits limits;
    private final InstalledVersions versions;
    private final InstalledRelease installed;
    private @Nullable Planned schemaPlan;
    private @Nullable Map<Subject, Planned> configPlans;

    /** A plan, or why there is none. */
    record Planned(Plan plan, Optional<MigrateException> refusal) {}

    /**
     * What is there now.
     *
     * @param schema the database; absent when the project has none
     * @param config the configuration files; absent when none is there
     */
    public Situation(
            ReleaseManifest manifest,
            Release target,
            Ledger ledger,
            Optional<SchemaSide> schema,
            Optional<ConfigTrack> config,
            Host host,
            Limits limits) {
        this.manifest = manifest;
        this.target = target;
        this.ledger = ledger;
        this.history = ledger.read();
        this.schema = schema;
        this.config = config;
        this.host = host;
        this.limits = limits;
        this.versions = InstalledVersions.of(schema.map(SchemaSide::track), config, history);
        this.installed = InstalledRelease.find(manifest, history, versions);
    }

    public ReleaseManifest manifest() {
        return manifest;
    }

    /** {@return the release to move to} */
    public Release target() {
        return target;
    }

    public InstalledVersions versions() {
        return versions;
    }

    public InstalledRelease installed() {
        return installed;
    }

    public Optional<SchemaSide> schema() {
        return schema;
    }

    Optional<ConfigTrack> config() {
        return config;
    }

    Host host() {
        return host;
    }

    public Limits limits() {
        return limits;
    }

    public Ledger ledger() {
        return ledger;
    }

    public History history() {
        return history;
    }

    /** {@return the releases to go through, the target last; empty when no way leads there} */
    public Optional<List<Release>> way() {
        return installed.source() == InstalledRelease.Source.UNKNOWN
                ? Optional.empty()
                : new ReleaseGraph(manifest).path(installed.version(), target);
    }

    /** {@return the releases whose texts and needs matter: those of the way, or the target where there is none} */
    public List<Release> stops() {
        return way().orElse(List.of(target));
    }

    Inspection inspection(Track track, Subject subject) {
        return new Inspection(track, subject, ledger, history);
    }

    /** {@return the steps from the schema's version to the target's; none where the target has no say in it} */
    Planned schemaPlan() {
        Planned known = schemaPlan;
        if (known == null) {
            known = schema.isPresent() && target.schema().isPresent()
                    ? planned(
                            schema.get().track(),
                            SchemaTrack.DATABASE,
                            target.schema().get())
                    : new Planned(Plan.EMPTY, Optional.empty());
            schemaPlan = known;
        }
        return known;
    }

    /** {@return the same for each configuration file} */
    Map<Subject, Planned> configPlans() {
        Map<Subject, Planned> known = configPlans;
        if (known == null) {
            Map<Subject, Planned> plans = new LinkedHashMap<>();
            config.ifPresent(track -> target.config()
                    .ifPresent(version ->
                            track.subjects().forEach(subject -> plans.put(subject, planned(track, subject, version)))));
            known = plans;
            configPlans = known;
        }
        return known;
    }

    private Planned planned(Track track, Subject subject, Version version) {
        try {
            return new Planned(inspection(track, subject).plan(new Goal.UpTo(version), false), Optional.empty());
        } catch (MigrateException e) {
            return new Planned(Plan.EMPTY, Optional.of(e));
        }
    }

    /** {@return the tracks that there are} */
    List<Track> tracks() {
        List<Track> tracks = new ArrayList<>();
        schema.ifPresent(side -> tracks.add(side.track()));
        config.ifPresent(tracks::add);
        return tracks;
    }

    /** {@return why a track's migrations cannot be read; empty when they can} */
    Optional<MigrateException> unreadable(Track track) {
        try {
            track.subjects().forEach(track::migrations);
            return Optional.empty();
        } catch (MigrateException e) {
            return Optional.of(e);
        }
    }

    /** {@return the targets of a track that can be looked at: its migrations and the target itself can be read} */
    List<Subject> readable(Track track) {
        return unreadable(track).isPresent()
                ? List.of()
                : track.subjects().stream()
                        .filter(subject -> versions.files().stream()
                                .noneMatch(file -> file.file().equals(subject.target())
                                        && file.fault().isPresent()))
                        .toList();
    }
}
