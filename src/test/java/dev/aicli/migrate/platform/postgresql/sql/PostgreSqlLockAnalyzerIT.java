package dev.aicli.migrate.platform.postgresql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.schema.sql.LockAnalyzer;
import dev.aicli.migrate.schema.sql.LockMode;
import dev.aicli.migrate.schema.sql.Scripts;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.testing.PostgresServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words foretell is what the server does. */
class PostgreSqlLockAnalyzerIT {
    private static final String TABLES = """
            CREATE TABLE a (id integer PRIMARY KEY, v text, n integer);
            CREATE TABLE b (id integer PRIMARY KEY, a_id integer);
            ALTER TABLE b ADD CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a NOT VALID;
            CREATE TABLE p (id integer) PARTITION BY RANGE (id);
            CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10);
            CREATE TABLE q (id integer);
            CREATE SCHEMA s;
            CREATE TABLE s.a (id integer);
            CREATE TABLE "odd name" (id integer);
            CREATE VIEW w AS SELECT 1 AS one;
            CREATE MATERIALIZED VIEW m AS SELECT id FROM q;
            CREATE UNIQUE INDEX m_i ON m (id);
            CREATE SEQUENCE z;
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();
            ALTER TABLE a ENABLE ROW LEVEL SECURITY;
            CREATE POLICY y ON a USING (true);
            """;

    private static Connection connection;

    @BeforeAll
    static void prepare() throws SQLException {
        connection = DriverManager.getConnection(
                PostgresServers.newDatabase().replace("postgres://postgres@", "jdbc:postgresql://") + "&user=postgres");
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
        }
        connection.setAutoCommit(false);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static final String STATEMENTS = """
            CREATE INDEX ON a (n)                                       | a SHARE
            CREATE UNIQUE INDEX IF NOT EXISTS u ON ONLY s.a (id)        | s.a SHARE
            ALTER TABLE a ADD COLUMN x integer                          | a ACCESS_EXCLUSIVE
            ALTER TABLE IF EXISTS ONLY "odd name" ADD x numeric(3, 1)   | odd name ACCESS_EXCLUSIVE
            ALTER TABLE a ALTER COLUMN n SET STATISTICS 7               | a SHARE_UPDATE_EXCLUSIVE
            ALTER TABLE a ALTER n SET STATISTICS 7, ADD x int           | a ACCESS_EXCLUSIVE
            ALTER TABLE a SET (fillfactor = 70)                         | a SHARE_UPDATE_EXCLUSIVE
            ALTER TABLE q SET SCHEMA s                                  | q ACCESS_EXCLUSIVE
            ALTER TABLE a DISABLE TRIGGER t                             | a SHARE_ROW_EXCLUSIVE
            ALTER TABLE a DISABLE ROW LEVEL SECURITY                    | a ACCESS_EXCLUSIVE
            ALTER TABLE q RENAME TO q2                                  | q ACCESS_EXCLUSIVE
            ALTER TABLE b VALIDATE CONSTRAINT b_a                       | b SHARE_UPDATE_EXCLUSIVE
            ALTER TABLE q ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES a | q SHARE_ROW_EXCLUSIVE, a SHARE_ROW_EXCLUSIVE
            ALTER TABLE q ADD COLUMN c integer REFERENCES a             | q ACCESS_EXCLUSIVE, a SHARE_ROW_EXCLUSIVE
            ALTER TABLE q ADD CONSTRAINT c CHECK (id > 0) NOT VALID     | q ACCESS_EXCLUSIVE
            ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (10) TO (20) | p SHARE_UPDATE_EXCLUSIVE, q ACCESS_EXCLUSIVE
            ALTER TABLE p DETACH PARTITION p1                           | p ACCESS_EXCLUSIVE, p1 ACCESS_EXCLUSIVE
            ALTER VIEW w RENAME TO w2                                   | w ACCESS_EXCLUSIVE
            ALTER SEQUENCE z RESTART WITH 5                             | z SHARE_ROW_EXCLUSIVE
            CREATE TABLE c (a_id integer REFERENCES a (id))             | a SHARE_ROW_EXCLUSIVE
            CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (30) TO (40) | p ACCESS_EXCLUSIVE
            CREATE TABLE c () INHERITS (a, q)                           | a SHARE_UPDATE_EXCLUSIVE, q SHARE_UPDATE_EXCLUSIVE
            CREATE OR REPLACE VIEW w AS SELECT 2 AS one                 | w ACCESS_EXCLUSIVE
            CREATE TRIGGER t2 AFTER UPDATE OF v ON a FOR EACH ROW EXECUTE FUNCTION f() | a SHARE_ROW_EXCLUSIVE
            CREATE POLICY y2 ON a FOR SELECT USING (true)               | a ACCESS_EXCLUSIVE
            CREATE RULE r AS ON INSERT TO q DO INSTEAD NOTHING          | q ACCESS_EXCLUSIVE
            CREATE STATISTICS x ON id, n FROM a                         | a SHARE_UPDATE_EXCLUSIVE
            DROP TABLE IF EXISTS "odd name" CASCADE                     | odd name ACCESS_EXCLUSIVE
            DROP TABLE s.a, "odd name"                                  | s.a ACCESS_EXCLUSIVE, odd name ACCESS_EXCLUSIVE
            DROP MATERIALIZED VIEW m                                    | m ACCESS_EXCLUSIVE
            DROP TRIGGER t ON a                                         | a ACCESS_EXCLUSIVE
            DROP POLICY IF EXISTS y ON a                                | a ACCESS_EXCLUSIVE
            TRUNCATE TABLE q, s.a                                       | q ACCESS_EXCLUSIVE, s.a ACCESS_EXCLUSIVE
            INSERT INTO q SELECT id FROM a                              | q ROW_EXCLUSIVE
            UPDATE ONLY a SET v = 'x' WHERE id IN (SELECT id FROM q)    | a ROW_EXCLUSIVE
            DELETE FROM s.a                                             | s.a ROW_EXCLUSIVE
            MERGE INTO q USING s.a ON q.id = a.id WHEN MATCHED THEN DELETE | q ROW_EXCLUSIVE
            WITH d AS (DELETE FROM q RETURNING id) INSERT INTO s.a SELECT id FROM d | q ROW_EXCLUSIVE, s.a ROW_EXCLUSIVE
            LOCK TABLE a, q IN SHARE ROW EXCLUSIVE MODE                 | a SHARE_ROW_EXCLUSIVE, q SHARE_ROW_EXCLUSIVE
            LOCK a                                                      | a ACCESS_EXCLUSIVE
            REFRESH MATERIALIZED VIEW m                                 | m ACCESS_EXCLUSIVE
            REFRESH MATERIALIZED VIEW CONCURRENTLY m                    | m EXCLUSIVE
            REINDEX TABLE a                                             | a SHARE
            CLUSTER a USING a_pkey                                      | a ACCESS_EXCLUSIVE
            ANALYZE a                                                   | a SHARE_UPDATE_EXCLUSIVE
            SELECT count(*) FROM a                                      | ''
            COMMENT ON FUNCTION f IS 'of no table'                      | ''
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = STATEMENTS)
    void theServerTakesTheLocksThatWereForetold(String sql, String expected) throws Exception {
        Map<String, String> locks = new TreeMap<>();
        analyzer(sql).orElseThrow().forEach((table, mode) -> locks.put(table, mode.serverName()));

        assertThat(locks).isEqualTo(locks(expected));
        assertThat(taken(sql)).isEqualTo(locks);
    }

    @Test
    void whatRunsOutsideATransactionIsForetoldToo() throws Exception {
        assertThat(analyzer("CREATE INDEX CONCURRENTLY i ON a (n)"))
                .contains(Map.of("a", LockMode.SHARE_UPDATE_EXCLUSIVE));
        assertThat(analyzer("REINDEX (CONCURRENTLY) TABLE a")).contains(Map.of("a", LockMode.SHARE_UPDATE_EXCLUSIVE));
        assertThat(analyzer("VACUUM (FULL, ANALYZE) a")).contains(Map.of("a", LockMode.ACCESS_EXCLUSIVE));
        assertThat(analyzer("VACUUM a, q"))
                .contains(Map.of("a", LockMode.SHARE_UPDATE_EXCLUSIVE, "q", LockMode.SHARE_UPDATE_EXCLUSIVE));
        assertThat(analyzer("COPY a (id) FROM '/srv/a.csv'")).contains(Map.of("a", LockMode.ROW_EXCLUSIVE));
        assertThat(analyzer("COPY a TO PROGRAM 'cat'")).contains(Map.of());
        assertThat(analyzer("ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY"))
                .contains(Map.of("p", LockMode.SHARE_UPDATE_EXCLUSIVE, "p1", LockMode.SHARE_UPDATE_EXCLUSIVE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DO $$ BEGIN END $$", "CALL clean()", "DROP SCHEMA s CASCADE", "EXECUTE prepared"})
    void saysWhereWordsDoNotTell(String sql) throws Exception {
        assertThat(analyzer(sql)).isEmpty();
    }

    @Test
    void aTableThatThePlanMakesIsNobodyElsesYet() throws Exception {
        LockAnalyzer analyzer = new PostgreSqlLockAnalyzer();
        List<SqlStatement> script =
                Scripts.split("CREATE TABLE IF NOT EXISTS n (id int); CREATE INDEX ON n (id);", Scripts.POSTGRESQL);

        assertThat(analyzer.of(script.get(0))).contains(Map.of());
        assertThat(analyzer.of(script.get(1))).contains(Map.of());
    }

    private static Optional<Map<String, LockMode>> analyzer(String sql) throws IOException {
        return new PostgreSqlLockAnalyzer()
                .of(Scripts.split(sql + ";", Scripts.POSTGRESQL).get(0));
    }

    private static Map<String, String> locks(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(lock -> !lock.isEmpty())
                .collect(Collectors.toMap(
                        lock -> lock.substring(0, lock.lastIndexOf(' ')),
                        lock -> LockMode.valueOf(lock.substring(lock.lastIndexOf(' ') + 1))
                                .serverName(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** {@return by table that there was, the strongest lock that the server takes for it, when it is one of ours} */
    private static Map<String, String> taken(String sql) throws SQLException {
        Map<Long, String> names = new HashMap<>();
        Map<String, LockMode> taken = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet tables = statement.executeQuery(
                    "SELECT c.oid, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname"
                            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE n.nspname IN ('public', 's') AND c.relkind IN ('r', 'p', 'v', 'm', 'S')")) {
                while (tables.next()) {
                    names.put(tables.getLong(1), tables.getString(2));
                }
            }
            statement.execute(sql);
            try (ResultSet locks = statement.executeQuery(
                    "SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'")) {
                while (locks.next()) {
                    String table = names.get(locks.getLong(1));
                    String mode = locks.getString(2);
                    Arrays.stream(LockMode.values())
                            .filter(known -> table != null && known.serverName().equals(mode))
                            .forEach(known -> taken.merge(table, known, LockMode::atLeast));
                }
            }
        } finally {
            connection.rollback();
        }
        Map<String, String> modes = new TreeMap<>();
        taken.forEach((table, mode) -> modes.put(table, mode.serverName()));
        return modes;
    }
}
