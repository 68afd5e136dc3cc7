package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that another tool has migrated, and names of ours that a script uses. */
class OtherToolsIT {
    @TempDir
    private Path root;

    private Cli.Result run(String url, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--database-url";
        all[arguments.length + 1] = url;
        return new Cli(root).run(all);
    }

    private SchemaProject project(String url) {
        return new SchemaProject(root, url)
                .file("1_a.up.sql", "CREATE TABLE a (id int);")
                .file("2_b.up.sql", "CREATE TABLE b (id int);");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            goose          | goose_db_version       | version_id bigint, is_applied boolean
            Flyway         | flyway_schema_history  | installed_rank int, version text
            golang-migrate | schema_migrations      | version bigint, dirty boolean
            dbmate or Rails| schema_migrations      | version text
            Liquibase      | databasechangelog      | id text, exectype text, md5sum text
            Alembic        | alembic_version        | version_num text
            Prisma         | _prisma_migrations     | migration_name text, checksum text
            sqlx           | _sqlx_migrations       | version bigint, checksum text
            diesel         | __diesel_schema_migrations | version text, run_on text
            Sequelize      | "SequelizeMeta"        | name text
            Entity Framework | "__EFMigrationsHistory" | "MigrationId" text
            """)
    void isNotMigratedFromTheFirstFileOn(String tool, String table, String columns) {
        for (String url : new String[] {"sqlite:" + root.resolve("a.db"), PostgresServers.newDatabase()}) {
            SchemaProject project = project(url);
            project.execute("CREATE TABLE " + table + " (" + columns + ")");
            for (String command : new String[] {"up", "dry-run"}) {
                Cli.Result stopped = run(url, "migrate", command);
                assertThat(stopped.exitCode()).as(command).isEqualTo(4);
                assertThat(stopped.error()).contains(tool + " has migrated this database", "baseline --version");
            }
            assertThat(run(url, "migrate", "status").exitCode()).isZero();
            assertThat(run(url, "migrate", "baseline", "--version", "1").exitCode())
                    .isZero();
            Cli.Result rest = run(url, "migrate", "up", "--no-backup");
            assertThat(rest.output()).as(rest.error()).contains("1 migration applied");
        }
    }

    @Test
    void whereBothAreAlreadyNothingStops() {
        String url = PostgresServers.newDatabase();
        SchemaProject project = project(url);
        assertThat(run(url, "migrate", "up", "--no-backup", "--target-version", "1")
                        .exitCode())
                .isZero();
        project.execute("CREATE TABLE goose_db_version (version_id bigint, is_applied boolean)");
        assertThat(run(url, "migrate", "up", "--no-backup").exitCode()).isZero();
    }

    @Test
    void versionZeroSaysThatNoneOfTheFilesIsApplied() {
        String url = "sqlite:" + root.resolve("a.db");
        SchemaProject project = project(url);
        project.execute("CREATE TABLE schema_migrations (version text)");
        assertThat(run(url, "migrate", "baseline", "--version", "0").exitCode()).isZero();
        assertThat(run(url, "migrate", "up", "--no-backup").output()).contains("2 migrations applied");
    }

    @Test
    void aScriptThatMeetsANameOfOursIsToldWhoseItIs() {
        for (String url : new String[] {"sqlite:" + root.resolve("a.db"), PostgresServers.newDatabase()}) {
            SchemaProject project =
                    new SchemaProject(root, url).file("1_v.up.sql", "CREATE TABLE schema_version (version int);");
            Cli.Result stopped = run(url, "migrate", "up", "--no-backup");
            assertThat(stopped.exitCode()).isEqualTo(1);
            assertThat(stopped.error()).contains("is a view of aicli-web's history", "DROP VIEW");
            project.execute("DROP VIEW schema_version");
            assertThat(run(url, "migrate", "up", "--no-backup").exitCode()).isZero();
            project.file("2_l.up.sql", "CREATE TABLE migration_progress (id int);");
            assertThat(run(url, "migrate", "up", "--no-backup").error())
                    .contains("migration_progress belongs to aicli-web's history");
            project.delete("2_l.up.sql");
        }
    }
}
