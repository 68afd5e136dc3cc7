package dev.aicli.migrate.app;

import dev.aicli.migrate.config.ConfigTrack;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.ReleaseManifestReader;
import dev.aicli.migrate.release.InstalledRelease;
import dev.aicli.migrate.release.InstalledVersions;
import dev.aicli.migrate.release.ReleaseManifest;
import dev.aicli.migrate.schema.SchemaTrack;
import java.util.Optional;

/** A project's releases, and both of its tracks on one connection. */
public final class ReleaseSession implements AutoCloseable {
    private final Project project;
    private final ReleaseManifest manifest;
    private final LedgerSession base;
    private final Optional<SchemaSession> schema;
    private final Optional<ConfigSession> config;

    private ReleaseSession(Workspace workspace, Project project, ReleaseManifest manifest, LedgerSession base) {
        this.project = project;
        this.manifest = manifest;
        this.base = base;
        this.schema = project.databaseUrl().map(url -> SchemaSession.within(workspace, project, base));
        this.config = project.config().files().isEmpty()
                ? Optional.empty()
                : Optional.of(ConfigSession.within(workspace, project, base))
                        .filter(session -> session.track().hasFiles());
    }

    /** Connects to look only. */
    public static ReleaseSession toLook(Workspace workspace, Project project) {
        ReleaseManifest manifest = manifest(workspace, project);
        return new ReleaseSession(workspace, project, manifest, LedgerSession.toLook(workspace, project));
    }

    /** Connects to change things: creates a database file that is not there. */
    public static ReleaseSession toChange(Workspace workspace, Project project) {
        ReleaseManifest manifest = manifest(workspace, project);
        return new ReleaseSession(workspace, project, manifest, LedgerSession.toChange(workspace, project));
    }

    /** {@return the project's release manifest} */
    public static ReleaseManifest manifest(Workspace workspace, Project project) {
        return new ReleaseManifestReader(workspace.environment(), workspace.directory()).read(project.releases());
    }

    public Project project() {
        return project;
    }

    public ReleaseManifest manifest() {
        return manifest;
    }

    public LedgerSession base() {
        return base;
    }

    /** {@return the part about the schema; empty when the project names no database} */
    public Optional<SchemaSession> schema() {
        return schema;
    }

    /** {@return the part about configuration; empty when none of the project's files is there} */
    public Optional<ConfigSession> config() {
        return config;
    }

    public Optional<SchemaTrack> schemaTrack() {
        return schema.map(SchemaSession::track);
    }

    public Optional<ConfigTrack> configTrack() {
        return config.map(ConfigSession::track);
    }

    public InstalledVersions versions(History history) {
        return InstalledVersions.of(schemaTrack(), configTrack(), history);
    }

    public InstalledRelease installed(History history, InstalledVersions versions) {
        return InstalledRelease.find(manifest, history, versions);
    }

    public RunLock lock() {
        return base.lock();
    }

    @Override
    public void close() {
        base.close();
    }
}
