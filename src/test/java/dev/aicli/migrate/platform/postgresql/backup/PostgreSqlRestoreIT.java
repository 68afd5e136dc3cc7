package dev.aicli.migrate.platform.postgresql.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.backup.BackupRequest;
import dev.aicli.migrate.backup.Backups;
import dev.aicli.migrate.backup.DumpOptions;
import dev.aicli.migrate.backup.Home;
import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgreSqlRestoreIT {
    private static final RestoreOptions IN_PLACE = new RestoreOptions(false, true, false, Duration.ofSeconds(5));
    /** The rows that say that time went backwards are the one difference that there should be. */
    private static final String WITHOUT_HISTORY = "--exclude-table-data=migration_history";

    @TempDir
    Path root;

    private SchemaProject project;
    private Backups backups;
    private PostgreSqlDump source;

    @BeforeEach
    void aDatabaseAtVersion1() {
        project = new SchemaProject(root, PostgresServers.newDatabase());
        backups = new Backups(root.resolve("backups"));
        source = Backups.dump(project, DumpOptions.DEFAULT);
        project.file(
                        "1_person.up.sql",
                        "CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, s serial);"
                                + "CREATE TYPE mood AS ENUM ('good', 'bad');"
                                + "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                                + "CREATE VIEW names AS SELECT name, one() FROM person;"
                                + "CREATE SCHEMA app; CREATE TABLE app.t (m mood);"
                                + "INSERT INTO person (name) SELECT 'person ' || n FROM generate_series(1, 1000) n;")
                .up();
    }

    private void destroyByVersion2() {
        project.file(
                        "2_destroy.up.sql",
                        "DROP VIEW names; ALTER TABLE person DROP COLUMN name; DELETE FROM person;"
                                + "CREATE TABLE added (x int); CREATE SCHEMA extra; CREATE TABLE extra.y (z int);"
                                + "ALTER TYPE mood RENAME TO feeling; CREATE FUNCTION two() RETURNS int LANGUAGE sql AS"
                                + " 'SELECT 2';")
                .up();
    }

    @Test
    void aRestoreBringsBackWhatAMigrationDestroyed() {
        String before = Backups.plainDump(project, WITHOUT_HISTORY);
        StoredBackup made = backups.make(project, source);
        destroyByVersion2();

        StoredBackup present = backups.restore(project, made, RestoreOptions.DEFAULT, source);

        assertThat(Backups.plainDump(project, WITHOUT_HISTORY)).isEqualTo(before);
        assertThat(project.head()).isEqualTo("1");
        assertThat(project.query("SELECT action FROM migration_history ORDER BY sequence"))
                .isEqualTo("format,up,restore");
        assertThat(project.verifyHistory().fault()).isEmpty();
        assertThat(present.manifest().orElseThrow().versions()).containsEntry("schema:database", "2");
        assertThat(project.query("SELECT datname FROM pg_database WHERE datname LIKE 'aicli%'"))
                .isEmpty();
    }

    @Test
    void theStateBeforeARestoreCanBeHadBack() {
        StoredBackup made = backups.make(project, source);
        destroyByVersion2();
        String destroyed = Backups.plainDump(project, WITHOUT_HISTORY);

        StoredBackup present = backups.restore(project, made, RestoreOptions.DEFAULT, source);
        backups.restore(project, present, RestoreOptions.DEFAULT, source);

        assertThat(Backups.plainDump(project, WITHOUT_HISTORY)).isEqualTo(destroyed);
        assertThat(project.head()).isEqualTo("2");
    }

    @Test
    void inPlaceNothingStaysOfWhatCameAfterTheBackup() {
        String before = Backups.plainDump(project, WITHOUT_HISTORY);
        StoredBackup made = backups.make(project, source);
        destroyByVersion2();

        backups.restore(project, made, IN_PLACE, source);

        assertThat(Backups.plainDump(project, WITHOUT_HISTORY)).isEqualTo(before);
        assertThat(project.head()).isEqualTo("1");
        assertThat(project.query("SELECT action FROM migration_history ORDER BY sequence"))
                .isEqualTo("format,up,restore");
    }

    @Test
    void settingsAndRightsOfTheDatabaseSurviveASwap() {
        String name = ((PostgreSqlDatabase) project.database()).url().database();
        project.execute("ALTER DATABASE " + name + " SET search_path TO app, public, \"a b\"");
        project.execute("ALTER DATABASE " + name + " SET work_mem TO '9MB'");
        project.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        project.execute("COMMENT ON DATABASE " + name + " IS 'it''s'");
        String properties = "SELECT (SELECT array_agg(c ORDER BY c) FROM pg_db_role_setting s, unnest(setconfig) c"
                + " WHERE s.setdatabase = d.oid)::text || datacl::text || shobj_description(d.oid, 'pg_database')"
                + " FROM pg_database d WHERE datname = '" + name + "'";
        String before = project.query(properties);
        StoredBackup made = backups.make(project, source);

        backups.restore(project, made, RestoreOptions.DEFAULT, source);

        assertThat(project.query(properties)).isEqualTo(before).contains("work_mem=9MB");
    }

    @Test
    void aRestoreStopsWhileOthersAreConnected() throws SQLException {
        StoredBackup made = backups.make(project, source);
        destroyByVersion2();

        try (Connection other = project.database().connect()) {
            assertThat(other.isClosed()).isFalse();
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> backups.restore(project, made, RestoreOptions.DEFAULT, source))
                    .withMessageStartingWith("other sessions are connected to the database: pid ")
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_FAILED));
        }
        assertThat(project.head()).isEqualTo("2");
    }

    @Test
    void othersAreSentAwayWhenAskedTo() throws SQLException {
        StoredBackup made = backups.make(project, source);
        destroyByVersion2();

        try (Connection other = project.database().connect()) {
            backups.restore(project, made, new RestoreOptions(true, false, false, Duration.ofSeconds(5)), source);

            assertThat(other.isValid(1)).isFalse();
        }
        assertThat(project.head()).isEqualTo("1");
    }

    @Test
    void aRoleThatMayNotCreateDatabasesRestoresInPlace() {
        String url = PostgresServers.newDatabase();
        String name = url.replaceAll(".*/(test_[0-9_]+)\\?.*", "$1");
        String role = "owner_of_" + name;
        project.execute("CREATE ROLE " + role + " LOGIN");
        project.execute("ALTER DATABASE " + name + " OWNER TO " + role);
        SchemaProject plain = new SchemaProject(root.resolve("plain"), url.replace("postgres@", role + "@"));
        plain.file("1_person.up.sql", "CREATE TABLE person (id serial PRIMARY KEY, name text);")
                .up();
        PostgreSqlDump own = Backups.dump(plain, DumpOptions.DEFAULT);
        String before = Backups.plainDump(plain, WITHOUT_HISTORY);
        StoredBackup made = backups.make(plain, own);
        plain.execute("DROP TABLE person CASCADE");
        plain.execute("CREATE TABLE later (x int)");

        backups.restore(plain, made, RestoreOptions.DEFAULT, own);

        assertThat(Backups.plainDump(plain, WITHOUT_HISTORY)).isEqualTo(before);
    }

    @Test
    void aDamagedBackupIsRefusedBeforeAnyWork() throws IOException {
        StoredBackup made = backups.make(project, source);
        Backups.flipByte(made.folder().resolve("database.dump"));

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.restore(project, made, RestoreOptions.DEFAULT, source))
                .withMessage("the backup " + made.id()
                        + " cannot be restored: part database: database.dump was changed: its checksum is another");
        assertThat(backups.store().list()).hasSize(1);
    }

    @Test
    void aBackupOfOnlyTheSchemaDoesNotReplaceADatabase() {
        DumpOptions schemaOnly = new DumpOptions(true, Long.MAX_VALUE, java.time.Duration.ofMinutes(1), 1);
        BackupRequest request = Backups.request(Backups.dump(project, schemaOnly));
        StoredBackup made = backups.maker()
                .make(new BackupRequest(
                        request.sources(),
                        request.reason(),
                        request.runId(),
                        request.release(),
                        request.versions(),
                        true,
                        "test",
                        Home.of(backups.files(), backups.store(), project.database())));

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.restore(project, made, RestoreOptions.DEFAULT, source))
                .withMessageContaining("holds no rows");
    }
}
