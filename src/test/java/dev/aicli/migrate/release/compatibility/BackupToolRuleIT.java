package dev.aicli.migrate.release.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.backup.DumpOptions;
import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.database.DatabaseUrl;
import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.platform.postgresql.PostgreSql;
import dev.aicli.migrate.platform.postgresql.backup.PostgreSqlDump;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import dev.aicli.migrate.platform.postgresql.url.PostgreSqlUrl;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.ReleaseManifest;
import dev.aicli.migrate.release.Requirements;
import dev.aicli.migrate.release.compatibility.CheckResult.Outcome;
import dev.aicli.migrate.schema.ExecutionSettings;
import dev.aicli.migrate.schema.MigrationFolder;
import dev.aicli.migrate.schema.MigrationLocations;
import dev.aicli.migrate.schema.MigrationSources;
import dev.aicli.migrate.schema.SchemaTrack;
import dev.aicli.migrate.testing.PostgresServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that makes backups, where the machine has none, or an old one. */
class BackupToolRuleIT {
    private static final Release RELEASE = new Release(
            SemanticVersion.of("1.0.0"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Requirements.NONE,
            List.of(),
            false,
            Optional.empty(),
            SourceLocation.of("releases.yml"));

    @TempDir
    private Path folder;

    private CheckResult verdict() throws SQLException {
        DatabaseUrl url =
                Databases.url(PostgresServers.newDatabase(), new UrlEnvironment(Map.of(), folder, folder, "tester"));
        PostgreSqlDatabase database = PostgreSql.open((PostgreSqlUrl) url);
        HistoryNames names = new HistoryNames(Optional.of("public"), "");
        PostgreSqlDump dump = new PostgreSqlDump(
                database, names, new ProgramFolders(List.of(folder), List.of()), DumpOptions.DEFAULT);
        try (Connection connection = database.connect()) {
            SchemaTrack track = new SchemaTrack(
                    new MigrationSources(MigrationFolder.of(
                            MigrationLocations.of(folder.resolve("migrations")),
                            "postgresql",
                            Databases.names(),
                            folder)),
                    database,
                    connection,
                    ExecutionSettings.DEFAULT);
            Situation situation = new Situation(
                    new ReleaseManifest("releases.yml", List.of(RELEASE)),
                    RELEASE,
                    new Ledger(database, connection, names),
                    Optional.of(new SchemaSide(database, connection, track, Optional.empty())),
                    Optional.empty(),
                    new Host(folder, Map.of(), List.of(dump), folder, 1_000_000),
                    Limits.DEFAULT);
            return new BackupToolRule().check(situation).get(0);
        }
    }

    private void program(String version) throws IOException {
        Path program = folder.resolve("pg_dump");
        Files.writeString(program, "#!/bin/sh\necho 'pg_dump (PostgreSQL) " + version + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void findsThatPgDumpIsMissing() throws SQLException {
        CheckResult verdict = verdict();

        assertThat(verdict.code()).isEqualTo(Code.BACKUP_TOOL);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.found()).contains("pg_dump was not found");
        assertThat(verdict.remedy()).contains("install PostgreSQL's client programs of version 15");
    }

    @Test
    void findsThatPgDumpIsOlderThanTheServer() throws Exception {
        program("14.2");

        CheckResult verdict = verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.found()).contains("pg_dump 14.2", "is older than the server");
    }

    @Test
    void isContentWithANewerOne() throws Exception {
        program("16.1");

        assertThat(verdict())
                .isEqualTo(
                        CheckResult.pass(Code.BACKUP_TOOL, "pg_dump 16.1", "pg_dump of the server's version or newer"));
    }
}
