package dev.aicli.migrate.cli.command;

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
final class ReleaseSession implements AutoCloseable {
    private final Project project;
    private final ReleaseManifest manifest;
    private final LedgerSession base;
    private final Optional<SchemaSession> schema;
    private final Optional<ConfigSession> config;

    private ReleaseSession(CommandContext context, Project project, ReleaseManifest manifest, LedgerSession base) {
        this.project = project;
        this.manifest = manifest;
        this.base = base;
        this.schema = project.databaseUrl().map(url -> SchemaSession.within(context, project, base));
        this.config = project.config().files().isEmpty()
                ? Optional.empty()
                : Optional.of(ConfigSession.within(context, project, base))
                        .filter(session -> session.track().hasFiles());
    }

    /** Connects to look only. */
    static ReleaseSession toLook(CommandContext context, Project project) {
        ReleaseManifest manifest = manifest(context, project);
        return new ReleaseSession(context, project, manifest, LedgerSession.toLook(context, project));
    }

    /** Connects to change things: creates a database file that is not there. */
    static ReleaseSession toChange(CommandContext context, Project project) {
        ReleaseManifest manifest = manifest(context, project);
        return new ReleaseSession(context, project, manifest, LedgerSession.toChange(context, project));
    }

    /** {@return the project's release manifest} */
    static ReleaseManifest manifest(CommandContext context, Project project) {
        return new ReleaseManifestReader(context.environment(), context.directory()).read(project.releases());
    }

    Project project() {
        return project;
    }

    ReleaseManifest manifest() {
        return manifest;
    }

    LedgerSession base() {
        return base;
    }

    /** {@return the part about the schema; empty when the project names no database} */
    Optional<SchemaSession> schema() {
        return schema;
    }

    /** {@return the part about configuration; empty when none of the project's files is there} */
    Optional<ConfigSession> config() {
        return config;
    }

    Optional<SchemaTrack> schemaTrack() {
        return schema.map(SchemaSession::track);
    }

    Optional<ConfigTrack> configTrack() {
        return config.map(ConfigSession::track);
    }

    InstalledVersions versions(History history) {
        return InstalledVersions.of(schemaTrack(), configTrack(), history);
    }

    InstalledRelease installed(History history, InstalledVersions versions) {
        return InstalledRelease.find(manifest, history, versions);
    }

    RunLock lock() {
        return base.lock();
    }

    @Override
    public void close() {
        base.close();
    }
}
