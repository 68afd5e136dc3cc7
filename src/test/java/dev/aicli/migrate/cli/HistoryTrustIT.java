package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.HostileRole;
import dev.aicli.migrate.testing.PgBouncer;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History that others made or changed is neither believed nor executed. */
class HistoryTrustIT {
    private static final String HISTORY =
            "CREATE TABLE public.migration_history (sequence bigint PRIMARY KEY, run_id text, track text, target text,"
                    + " version text, description text, action text, status text, byte_checksum text,"
                    + " meaning_checksum text, head_version text, script_name text, down_script text,"
                    + " statements_done bigint, statements_total bigint, started_at timestamptz, duration_ms bigint,"
                    + " app_release text, tool_version text, operator text, backup_id text, data text, error text,"
                    + " previous_hash text, hash text)";

    private static final String HOSTILE_FUNCTION =
            "CREATE FUNCTION public.hostile() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''HOSTILE"
                    + " trigger''; END'";

    @TempDir
    private Path root;

    private String url = "";
    private HostileRole hostile;

    @BeforeEach
    void makeDatabase() {
        url = PostgresServers.newDatabase();
        hostile = HostileRole.in(url);
    }

    private Installation installation() {
        return Installation.at(root, url);
    }

    private PackagedProgram.Result program(String... arguments) throws Exception {
        return PackagedProgram.run(root, installationEnvironment(), arguments);
    }

    private Map<String, String> installationEnvironment() {
        return Map.of("AICLI_DATABASE_URL", url, "AICLI_LOCK_WAIT", "5min");
    }

    @Test
    void tablesThatAnotherRoleMadeBeforeTheFirstRunAreRefused() throws Exception {
        installation();
        hostile.execute(
                HISTORY,
                HOSTILE_FUNCTION,
                "CREATE TRIGGER t BEFORE INSERT ON public.migration_history FOR EACH ROW EXECUTE FUNCTION hostile()");
        for (String command : List.of(
                "migrate status",
                "migrate up --no-backup",
                "migrate down --all --yes",
                "config up --no-backup",
                "config status",
                "release status",
                "upgrade --target-version 1.0.0 --yes --no-backup",
                "check-compatibility --target-version 1.0.0",
                "history",
                "history verify")) {
            PackagedProgram.Result result = program(command.split(" "));
            assertThat(result.error()).as(command).contains("belongs to role " + hostile.name(), "has the trigger t");
            assertThat(result.exitCode()).as(command).isEqualTo(4);
        }
        assertThat(hostile.used()).isEmpty();
    }

    @Test
    void aDownScriptThatWasAlteredInHistoryIsNotExecuted() throws Exception {
        Installation installation = installation();
        assertThat(program("migrate", "up", "--no-backup").exitCode()).isZero();
        installation.delete("migrations/004_i.down.sql");
        installation.delete("migrations/003_t2.down.sql");
        PackagedProgram.Result sound = program("migrate", "down", "--yes", "--no-backup");
        assertThat(sound.exitCode()).as(sound.error()).isZero();

        hostile.asSuperuser("UPDATE migration_history SET down_script = 'DROP TABLE t1' WHERE version = '3'");
        for (String command : List.of(
                "migrate down --yes --no-backup",
                "migrate up --no-backup",
                "migrate status",
                "db verify",
                "history verify",
                "rollback --yes")) {
            PackagedProgram.Result result = program(command.split(" "));
            assertThat(result.exitCode()).as(command + result.error()).isEqualTo(4);
            assertThat(result.output() + result.error()).as(command).contains("was changed after it was written");
        }
        // What is there can still be looked at and saved.
        assertThat(program("history").exitCode()).isZero();
        assertThat(program("backup", "create").exitCode()).isZero();
        assertThat(new SchemaProject(root, url).query("SELECT count(*) FROM t1, t2"))
                .isEqualTo("1");
    }

    @Test
    void aTableThatDoesMoreThanKeepWhatIsWrittenIsRefused() {
        Installation installation = installation();
        assertThat(installation.run("migrate", "up", "--no-backup").exitCode()).isZero();
        hostile.asSuperuser(
                HOSTILE_FUNCTION,
                "CREATE FUNCTION public.odd(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'",
                "CREATE DOMAIN public.odd_text AS text CHECK (public.odd(VALUE))");
        String history = "ALTER TABLE migration_history ";
        Map<String, String> changes = new HashMap<>();
        changes.put(
                "CREATE TRIGGER t BEFORE INSERT ON migration_progress FOR EACH ROW EXECUTE FUNCTION hostile()",
                "DROP TRIGGER t ON migration_progress");
        changes.put(
                "CREATE RULE r AS ON INSERT TO migration_history DO ALSO SELECT 1", "DROP RULE r ON migration_history");
        changes.put(history + "ENABLE ROW LEVEL SECURITY", history + "DISABLE ROW LEVEL SECURITY");
        changes.put("CREATE TABLE child () INHERITS (migration_history)", "DROP TABLE child");
        changes.put(history + "ALTER error SET DEFAULT 'x'", history + "ALTER error DROP DEFAULT");
        changes.put(history + "ADD CONSTRAINT c CHECK (odd(error))", history + "DROP CONSTRAINT c");
        changes.put("CREATE INDEX odd_index ON migration_history (odd(error))", "DROP INDEX odd_index");
        changes.put(history + "ADD extra boolean DEFAULT odd('x')", history + "DROP extra");
        changes.put(
                "ALTER TABLE migration_catalogue OWNER TO " + hostile.name(),
                "ALTER TABLE migration_catalogue OWNER TO postgres");
        changes.put(
                "DROP VIEW schema_version; " + history + "ALTER operator TYPE odd_text",
                history + "ALTER operator TYPE text");
        changes.forEach((change, back) -> {
            hostile.asSuperuser(change);
            Cli.Result result = installation.run("migrate", "status");
            assertThat(result.exitCode()).as(change + result.output()).isEqualTo(4);
            assertThat(result.error()).contains("is not as aicli-web makes it");
            hostile.asSuperuser(back);
        });
        assertThat(installation.run("migrate", "status").exitCode()).isZero();
    }

    @Test
    void theLeaseOfARunBehindAPoolerIsNotKeptInAnotherRolesTable() throws Exception {
        installation();
        hostile.execute(
                "CREATE TABLE public.migration_lock (name text PRIMARY KEY, owner text, holder text, machine text,"
                        + " pid bigint, process_started bigint, heartbeat_ms bigint, expires_ms bigint)");
        try (PgBouncer pooler = PgBouncer.start(Files.createDirectory(root.resolve("pooler")), url, 2)) {
            PackagedProgram.Result result = PackagedProgram.run(
                    root, Map.of("AICLI_DATABASE_URL", pooler.through(url)), "migrate", "up", "--no-backup");
            assertThat(result.error()).contains("migration_lock", "belongs to role " + hostile.name());
            assertThat(result.exitCode()).isEqualTo(4);
        }
    }

    /** Those who have always read and written one history together still do. */
    @Test
    void rolesThatStandForEachOtherBelieveEachOther() {
        Installation installation = installation();
        String suffix = hostile.name().substring("mallory_".length());
        String owner = "owner_" + suffix;
        String member = "member_" + suffix;
        String application = "application_" + suffix;
        String migrator = "migrator_" + suffix;
        hostile.asSuperuser(
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "CREATE ROLE " + owner + " LOGIN",
                "CREATE ROLE " + member + " LOGIN IN ROLE " + owner,
                "CREATE ROLE " + application + " LOGIN",
                "CREATE ROLE " + migrator + " LOGIN",
                "GRANT CREATE ON SCHEMA public TO " + owner + ", " + migrator,
                "ALTER DEFAULT PRIVILEGES FOR ROLE " + migrator + " GRANT SELECT ON TABLES TO " + application);
        assertThat(as(installation, migrator)
                        .run("migrate", "up", "--no-backup")
                        .exitCode())
                .isZero();
        // The application's role only reads, and the schema's owner lets the other one create tables there.
        assertThat(as(installation, application).run("migrate", "status").exitCode())
                .isZero();
        // A superuser has much to lose, and one who changes things too.
        assertThat(installation.run("migrate", "status").exitCode()).isEqualTo(4);
        assertThat(as(installation, owner).run("migrate", "up", "--no-backup").exitCode())
                .isEqualTo(4);
        hostile.asSuperuser("GRANT " + migrator + " TO postgres");
        assertThat(installation.run("migrate", "status").exitCode()).isZero();
        hostile.asSuperuser("REVOKE " + migrator + " FROM postgres", "REASSIGN OWNED BY " + migrator + " TO " + owner);
        assertThat(as(installation, member).run("migrate", "status").exitCode()).isZero();
        assertThat(as(installation, member).run("migrate", "up", "--no-backup").exitCode())
                .isZero();
        hostile.asSuperuser("ALTER SCHEMA public OWNER TO " + owner);
        assertThat(installation.run("migrate", "status").exitCode()).isZero();
    }

    private Installation as(Installation installation, String role) {
        return installation.by(url.replace("postgres@", role + "@"));
    }

    @Test
    void aTriggerOnATableOfOursInSqliteIsSeenToo() {
        Installation installation = Installation.onSqlite(root);
        assertThat(installation.run("migrate", "up", "--no-backup").exitCode()).isZero();
        installation.schema().execute("CREATE TRIGGER t AFTER INSERT ON Migration_History BEGIN DELETE FROM t1; END");
        Cli.Result result = installation.run("migrate", "down", "--yes", "--no-backup");
        assertThat(result.error()).contains("has the trigger t");
        assertThat(result.exitCode()).isEqualTo(4);
        installation.schema().execute("DROP TRIGGER t");
        installation.schema().execute("UPDATE migration_history SET down_script = 'DROP TABLE t1' WHERE version = '4'");
        Cli.Result changed = installation.run("migrate", "status");
        assertThat(changed.error()).contains("was changed after it was written");
        installation.schema().execute("ALTER TABLE migration_history RENAME TO other");
        installation.schema().execute("CREATE VIEW migration_history AS SELECT * FROM other");
        assertThat(installation.run("migrate", "status").error()).contains("it is no ordinary table");
    }
}
