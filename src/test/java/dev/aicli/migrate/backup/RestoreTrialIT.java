package dev.aicli.migrate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups are tried by restoring them, on real databases. */
class RestoreTrialIT {
    /** One of each kind of object that a dump holds, and what a server writes in another way when it reads it again. */
    private static final String EVERYTHING = """
            CREATE EXTENSION IF NOT EXISTS plpgsql;
            CREATE TYPE mood AS ENUM ('good', 'it''s bad');
            CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
            CREATE TYPE pair AS (a int, b text);
            CREATE TABLE person (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(20) NOT NULL UNIQUE, mail email,
                status varchar(10) DEFAULT 'new' CHECK (status IN ('new', 'old')), m mood,
                twice int GENERATED ALWAYS AS (length(name) * 2) STORED);
            INSERT INTO person (name) SELECT 'person ' || n FROM generate_series(1, 1000) n;
            CREATE TABLE "Odd ""Name" (person bigint REFERENCES person ON DELETE CASCADE, x int);
            CREATE INDEX ON "Odd ""Name" (x, (x + 1)) WHERE x > 1;
            CREATE TABLE part (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
            CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            CREATE TABLE child (extra int) INHERITS (person);
            INSERT INTO child (id, name) VALUES (0, 'child');
            INSERT INTO part SELECT n, '2020-02-02' FROM generate_series(1, 50) n;
            CREATE VIEW names AS SELECT name FROM person WHERE status IN ('new', 'old');
            CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM person;
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE FUNCTION over(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
            CREATE FUNCTION over(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
            CREATE TRIGGER touched BEFORE UPDATE ON person FOR EACH ROW WHEN (OLD.name <> NEW.name)
                EXECUTE FUNCTION touch();
            CREATE RULE nothing AS ON DELETE TO part_1 DO INSTEAD NOTHING;
            ALTER TABLE person ENABLE ROW LEVEL SECURITY;
            CREATE POLICY mine ON person USING (name = current_user);
            CREATE SCHEMA app;
            CREATE SEQUENCE app.s START 7;
            CREATE UNLOGGED TABLE app.u AS SELECT 1 AS one;
            """;

    @TempDir
    Path root;

    private Backups backups;

    @BeforeEach
    void aFolderOfBackups() {
        backups = new Backups(root.resolve("backups"));
    }

    private SchemaProject postgres() {
        return new SchemaProject(root, PostgresServers.newDatabase()).file("1_everything.up.sql", EVERYTHING);
    }

    private SchemaProject sqlite(String name) {
        return new SchemaProject(root, "sqlite:" + root.resolve(name))
                .file(
                        "1_person.up.sql",
                        "CREATE TABLE person (name text); CREATE INDEX by_name ON person (name);"
                                + "INSERT INTO person VALUES ('ada'), ('grace');");
    }

    private RestoreTrial trial() {
        return new RestoreTrial(backups.store(), Backups.tools(), backups.cancellation());
    }

    private static String scratchDatabases(SchemaProject project) {
        return project.query("SELECT datname FROM pg_database WHERE datname LIKE 'aicli_verify%'");
    }

    @Test
    void allThatADatabaseHoldsComesBackAndTheScratchDatabaseGoes() {
        SchemaProject project = postgres();
        project.up();
        StoredBackup made = backups.make(Backups.dump(project, DumpOptions.DEFAULT));

        RestoreTrial.Result result = trial().inScratch(made, project.database());

        assertThat(result.differences()).isEmpty();
        assertThat(result.rows()).isGreaterThan(1052);
        assertThat(scratchDatabases(project)).isEmpty();
    }

    @Test
    void severalProcessesSeeOneSnapshot() {
        SchemaProject project = postgres();
        project.up();
        StoredBackup made = backups.make(
                Backups.dump(project, new DumpOptions(false, Long.MAX_VALUE, java.time.Duration.ofMinutes(1), 3)));

        assertThat(trial().inScratch(made, project.database()).differences()).isEmpty();
    }

    @Test
    void whatIsNotAsItWasIsNamed() throws IOException {
        SchemaProject project = postgres();
        project.up();
        StoredBackup made = backups.make(Backups.dump(project, DumpOptions.DEFAULT));
        Map<String, String> lines = new TreeMap<>(Outline.read(made.folder()).entries());
        lines.put("rows of public.person", "999");
        lines.remove("view public.names");
        lines.put("table public.lost", "");
        Files.delete(made.folder().resolve(Outline.FILE));
        new Outline(new TreeMap<>(lines)).write(made.folder());

        assertThat(trial().inScratch(made, project.database()).differences())
                .containsExactlyInAnyOrder(
                        "rows of public.person is '1000' instead of '999'",
                        "table public.lost is missing",
                        "view public.names was not there when the backup was made");
    }

    @Test
    void rowsThatChangeDuringADumpAreCountedAsTheDumpHasThem() throws Exception {
        SchemaProject project = postgres();
        project.up();
        boolean[] stop = {false};
        Thread writer = new Thread(() -> {
            while (!stop[0]) {
                project.execute("INSERT INTO \"Odd \"\"Name\" (x) SELECT generate_series(1, 100)");
            }
        });
        writer.start();
        try {
            StoredBackup made = backups.make(Backups.dump(project, DumpOptions.DEFAULT));
            assertThat(trial().inScratch(made, project.database()).differences())
                    .isEmpty();
        } finally {
            stop[0] = true;
            writer.join();
        }
    }

    @Test
    void aRoleThatMayNotCreateDatabasesIsToldTheWayOut() {
        String url = PostgresServers.newDatabase();
        String role = "plain_" + url.replaceAll(".*/(test_[0-9_]+)\\?.*", "$1");
        SchemaProject admin = new SchemaProject(root.resolve("admin"), url);
        admin.execute("CREATE ROLE " + role + " LOGIN");
        admin.execute("GRANT ALL ON SCHEMA public TO " + role);
        SchemaProject plain = new SchemaProject(root, url.replace("postgres@", role + "@"));
        plain.file("1_t.up.sql", "CREATE TABLE t (id int); INSERT INTO t VALUES (1);")
                .up();
        StoredBackup made = backups.make(Backups.dump(plain, DumpOptions.DEFAULT));

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> trial().inScratch(made, plain.database()))
                .withMessageContaining(role + " may not create a database")
                .satisfies(
                        refusal -> assertThat(refusal.nextStep().orElseThrow()).contains("--into URL"));

        SchemaProject other = new SchemaProject(root, PostgresServers.newDatabase());
        other.execute("ALTER DATABASE "
                + ((PostgreSqlDatabase) other.database()).url().database() + " OWNER TO "
                + role);
        assertThat(trial().into(made, other.database(), false).differences()).isEmpty();
        assertThat(other.query("SELECT id FROM t")).isEqualTo("1");
    }

    @Test
    void whatAKilledTrialLeftIsDroppedByTheNext() {
        SchemaProject project = postgres();
        project.up();
        StoredBackup made = backups.make(Backups.dump(project, DumpOptions.DEFAULT));
        project.execute("CREATE DATABASE aicli_verify_left");

        trial().inScratch(made, project.database());

        assertThat(scratchDatabases(project)).isEmpty();
    }

    @Test
    void aSqliteBackupIsTriedInAFileThatGoesAgain() {
        SchemaProject project = sqlite("app.db");
        project.up();
        StoredBackup made = backups.make(Backups.copy(project));

        RestoreTrial.Result result = trial().inScratch(made, project.database());

        assertThat(result.differences()).isEmpty();
        assertThat(result.tables()).isGreaterThan(1);
        assertThat(result.rows()).isGreaterThan(2);
        assertThat(backups.contents()).containsExactly(made.id().text());
    }

    @Test
    void aDatabaseIsRestoredBesideAndRemembersIt() {
        SchemaProject project = new SchemaProject(root, PostgresServers.newDatabase())
                .file("1_t.up.sql", "CREATE TABLE t (id serial, x text); INSERT INTO t (x) VALUES ('a'), ('b');");
        project.up();
        StoredBackup made = backups.make(Backups.dump(project, DumpOptions.DEFAULT));
        SchemaProject copy = new SchemaProject(root, PostgresServers.newDatabase());

        beside(made, copy);

        String withoutHistory = "--exclude-table-data=migration_history";
        assertThat(Backups.plainDump(copy, withoutHistory)).isEqualTo(Backups.plainDump(project, withoutHistory));
        assertThat(copy.query("SELECT action FROM migration_history ORDER BY sequence"))
                .isEqualTo("format,up,restore");
        assertThat(project.query("SELECT count(*) FROM migration_history")).isEqualTo("2");
    }

    @Test
    void aDatabaseWithAnythingInItIsRefused() {
        SchemaProject project = postgres();
        project.up();
        StoredBackup made = backups.make(Backups.dump(project, DumpOptions.DEFAULT));
        for (String statement : List.of(
                "CREATE TABLE t (id int)",
                "CREATE SCHEMA s",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE TYPE e AS ENUM ('a')")) {
            SchemaProject other = new SchemaProject(root, PostgresServers.newDatabase());
            other.execute(statement);

            assertThatExceptionOfType(UsageException.class)
                    .as(statement)
                    .isThrownBy(() -> beside(made, other))
                    .withMessageContaining("is not empty: there is")
                    .satisfies(refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE));
        }
    }

    @Test
    void aSqliteFileIsRestoredBesideUnlessThereIsSomethingInIt() {
        SchemaProject project = sqlite("app.db");
        project.up();
        StoredBackup made = backups.make(Backups.copy(project));
        SchemaProject copy = sqlite("beside/copy.db");

        beside(made, copy);

        assertThat(copy.query("SELECT name FROM person ORDER BY 1")).isEqualTo("ada,grace");
        assertThat(copy.head()).isEqualTo("1");
        assertThat(copy.query("SELECT action FROM migration_history ORDER BY sequence"))
                .endsWith("restore");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> beside(made, copy))
                .withMessageContaining("is not empty");
    }

    private void beside(StoredBackup backup, SchemaProject into) {
        new BesideRestore(Backups.tools(), Optional.empty(), "", backups.cancellation())
                .restore(backup, into.database(), true, Backups.stamp());
    }
}
