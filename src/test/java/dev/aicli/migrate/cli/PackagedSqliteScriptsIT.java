package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts on SQLite, as the built program runs them: to their last row, and when others are at the file. */
class PackagedSqliteScriptsIT {
    /** Longer than a statement waits for a lock by itself. */
    private static final long HELD_MILLIS = 7_000;

    @TempDir
    private Path directory;

    private void migration(String name, String text) throws Exception {
        Path folder = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(folder.resolve(name), text);
    }

    private PackagedProgram.Result run(String... arguments) throws Exception {
        return PackagedProgram.run(directory, Map.of("AICLI_DATABASE_URL", "sqlite:app.db"), arguments);
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"));
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "no row";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select json(v) from q order by id;",
                "with r as (select v from q order by id) select json(v) from r;",
                "update q set v = v returning json(v);",
                "-- aicli: no-transaction\nselect json(v) from q order by id;"
            })
    void aStatementThatFailsAtItsSecondRowFails(String statement) throws Exception {
        migration(
                "1_q.up.sql",
                "create table q(id integer primary key, v text);" + " insert into q(v) values('{}'),('bad');");
        migration("2_select.up.sql", statement);

        PackagedProgram.Result tried = run("migrate", "dry-run");
        PackagedProgram.Result up = run("migrate", "up", "--no-backup");

        assertThat(up.exitCode()).as(up.output() + up.error()).isIn(1, 7);
        assertThat(up.error()).contains("malformed JSON", "2_select.up.sql");
        if (!statement.startsWith("--")) {
            assertThat(tried.exitCode()).as(tried.output() + tried.error()).isEqualTo(1);
        }
        try (Connection connection = open();
                Statement repair = connection.createStatement()) {
            repair.execute("delete from q where v = 'bad'");
        }
        boolean partial = up.exitCode() == 7;
        PackagedProgram.Result again = run("migrate", partial ? "resume" : "up", "--no-backup");
        assertThat(again.exitCode()).as(again.output() + again.error()).isZero();
    }

    @Test
    void allRowsOfAPragmaAndOfWhatReturnsRowsAreMade() throws Exception {
        migration(
                "1_t.up.sql",
                "create table t(id integer primary key);"
                        + " with recursive n(i) as (select 1 union all select i + 1 from n where i < 500)"
                        + " insert into t select i from n returning id;"
                        + " pragma integrity_check; pragma table_info(t); select * from t;");

        PackagedProgram.Result up = run("migrate", "up", "--no-backup");

        assertThat(up.exitCode()).as(up.error()).isZero();
        assertThat(query("select count(*) from t")).isEqualTo("500");
    }

    @ParameterizedTest
    @CsvSource({"delete, immediate", "wal, immediate", "delete, exclusive"})
    void aFirstRunWaitsForWhoeverHoldsTheFile(String journal, String lock) throws Exception {
        migration("1_t.up.sql", "create table t(id int);");
        List<List<String>> commands = List.of(
                List.of("migrate", "up", "--no-backup"),
                List.of("migrate", "baseline", "--version", "1"),
                List.of("migrate", "force", "--version", "1", "--yes"));
        List<PackagedProgram.Running> running = new ArrayList<>();
        List<Connection> holders = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            Connection holder = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app" + i + ".db"));
            holders.add(holder);
            try (Statement statement = holder.createStatement()) {
                statement.execute("pragma journal_mode = " + journal);
                statement.execute("create table others(i)");
                statement.execute("begin " + lock);
                statement.execute("insert into others values (1)");
            }
        }
        for (int i = 0; i < commands.size(); i++) {
            running.add(PackagedProgram.startRecorded(
                    directory,
                    Map.of("AICLI_DATABASE_URL", "sqlite:app" + i + ".db"),
                    commands.get(i).toArray(String[]::new)));
        }
        PackagedProgram.Result impatient = PackagedProgram.run(
                directory, Map.of("AICLI_DATABASE_URL", "sqlite:app0.db"), "migrate", "up", "--lock-wait", "1s");
        Thread.sleep(HELD_MILLIS);
        for (Connection holder : holders) {
            try (Statement statement = holder.createStatement()) {
                statement.execute("commit");
            }
            holder.close();
        }

        assertThat(impatient.exitCode()).as(impatient.error()).isEqualTo(6);
        assertThat(impatient.error()).contains("another process").doesNotContain("no such table", "right");
        for (PackagedProgram.Running command : running) {
            PackagedProgram.Result result = command.result();
            assertThat(result.exitCode()).as(result.error()).isZero();
        }
    }
}
