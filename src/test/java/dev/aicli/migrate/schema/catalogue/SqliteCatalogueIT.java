package dev.aicli.migrate.schema.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.platform.sqlite.catalogue.SqliteTokens;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SQLite's catalogue tells, and whether every change by hand is seen in it. */
class SqliteCatalogueIT {
    private static final String SCHEMA = """
            CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL DEFAULT 'x', -- theirs
              age INT CHECK (age > 0), twice INT GENERATED ALWAYS AS (age * 2));
            CREATE INDEX users_name ON users (name);
            CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INT REFERENCES users (id));
            CREATE VIEW people AS SELECT id, name FROM users;
            CREATE TRIGGER bumped AFTER UPDATE ON users BEGIN UPDATE posts SET id = id; END;
            CREATE VIRTUAL TABLE texts USING fts5(body);
            """;

    @TempDir
    private Path folder;

    private SchemaProject migrated() {
        SchemaProject project = new SchemaProject(folder, "sqlite:" + folder.resolve("app.db"));
        project.file("001_all.up.sql", SCHEMA);
        project.up();
        return project;
    }

    private static List<String> drift(SchemaProject project) {
        try (Connection connection = project.database().connect()) {
            HistoryNames names = new HistoryNames(Optional.empty(), "");
            CatalogueSnapshots snapshots = new CatalogueSnapshots(project.database(), connection, names);
            CatalogueSnapshot snapshot = snapshots.find(Optional.of("1")).orElseThrow();
            return new CatalogueComparison(snapshot.catalogue(), snapshots.present())
                    .changes().stream()
                            .map(change -> change.kind().word() + " "
                                    + change.object().kind() + " "
                                    + change.object().name())
                            .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isTheSameUntilSomebodyChangesIt() {
        assertThat(drift(migrated())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ALTER TABLE users ADD COLUMN hand INT                | extra column users.hand
            ALTER TABLE posts DROP COLUMN user_id                | missing column posts.user_id
            DROP INDEX users_name                                | missing index users_name
            CREATE UNIQUE INDEX more ON users (age)              | extra index more
            CREATE TABLE extra (id INT)                          | extra table extra
            DROP TABLE posts                                     | missing table posts
            DROP VIEW people                                     | missing view people
            DROP TRIGGER bumped                                  | missing trigger bumped
            CREATE TRIGGER second AFTER DELETE ON users BEGIN SELECT 1; END | extra trigger second
            """)
    void namesAChangeByHand(String statement, String named) {
        SchemaProject project = migrated();

        project.execute(statement);

        assertThat(drift(project)).containsExactly(named);
    }

    @Test
    void namesWhatIsInNoColumn() {
        SchemaProject project = migrated();

        project.execute("ALTER TABLE posts RENAME TO old");
        project.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INT)");
        project.execute("DROP TABLE old");

        assertThat(drift(project)).contains("changed table definition posts");
    }

    @Test
    void doesNotMindHowATextIsSpelt() {
        SchemaProject project = migrated();
        project.execute("DROP TRIGGER bumped");

        project.execute("CREATE TABLE \"new\" (\n  \"id\" integer primary key /* key */,\n  [user_id] int"
                + " references `users`( id ) )");
        project.execute("DROP TABLE posts");
        project.execute("ALTER TABLE \"new\" RENAME TO posts");
        project.execute("create  trigger bumped after update on USERS begin update posts set id=id; end");

        assertThat(drift(project)).isEmpty();
    }

    @Test
    void mindsWhatIsInQuotes() {
        assertThat(SqliteTokens.normal("CREATE TABLE t (a TEXT DEFAULT 'It''s  A', \"Odd Name\" INT)"))
                .isEqualTo("create table t(a text default 'It''s  A',\"Odd Name\" int)")
                .isNotEqualTo(SqliteTokens.normal("CREATE TABLE t (a TEXT DEFAULT 'it''s  a', \"Odd Name\" INT)"));
    }
}
