package dev.aicli.migrate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.DatabaseUrl;
import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.model.Checksums;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.platform.postgresql.PostgreSql;
import dev.aicli.migrate.platform.postgresql.url.PostgreSqlUrl;
import dev.aicli.migrate.platform.sqlite.Sqlite;
import dev.aicli.migrate.platform.sqlite.connection.SqliteUrl;
import dev.aicli.migrate.testing.PostgresServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into history is read from it. */
class LedgerIT {
    /** What a database's text formats give a meaning to, and what they might stumble over. */
    private static final List<String> ODD = List.of(
            "",
            "plain",
            "\\N",
            "\\",
            "\\\\N\\t",
            "tab\tand\nlines\r\nand \b\f\u000B",
            "it's \"quoted\" $$ E'\\n'",
            "gr\u00FC\u00DF \u65E5\u672C \uD83D\uDE80",
            "{\"a\": \"b\\\\c\\n\"}",
            "\\.",
            " ends in a space ");

    @TempDir
    Path folder;

    static Stream<String> databases() {
        return Stream.of("postgresql", "sqlite");
    }

    private Database database(String kind) {
        String url = kind.equals("postgresql") ? PostgresServers.newDatabase() : "sqlite:" + folder.resolve("a.db");
        DatabaseUrl parsed = Databases.url(url, new UrlEnvironment(Map.of(), folder, folder, "tester"));
        return parsed instanceof PostgreSqlUrl postgres ? PostgreSql.open(postgres) : Sqlite.open((SqliteUrl) parsed);
    }

    private static Entry entry(String text, Optional<String> optional, Instant started) {
        return new Entry(
                new RunStamp("run " + text, optional, "tool " + text, text, optional),
                new Subject("track " + text, text),
                text,
                text,
                Action.UP,
                Status.FAILED,
                optional.map(some -> new Checksums(some, some)),
                optional,
                optional,
                optional,
                new StatementCount(3, 5),
                started,
                Optional.of(1234L),
                optional,
                optional);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whateverTheTextsAreTheyAreReadAsTheyWereWritten(String kind) throws SQLException {
        Database database = database(kind);
        List<Entry> written = new ArrayList<>();
        Instant started = Instant.parse("2026-02-28T23:59:59.999Z");
        for (String text : ODD) {
            written.add(entry(text, Optional.of(text), started));
            written.add(entry(text, Optional.empty(), Instant.parse("1999-12-31T00:00:00Z")));
        }
        try (Connection connection = database.connect()) {
            HistoryNames names = HistoryNames.locate(database, connection, Optional.empty(), "");
            Ledger ledger = new Ledger(database, connection, names);
            ledger.prepareTables(entry("first", Optional.empty(), started).run(), ledger.read());
            ledger.recordAll(written);
            List<Row> rows = ledger.read().rows();
            assertThat(rows).hasSize(written.size() + 1);
            for (int i = 0; i < written.size(); i++) {
                Row row = rows.get(i + 1);
                Entry was = written.get(i);
                assertThat(row.sequence()).isEqualTo(i + 2L);
                assertThat(row.hasDownScript()).isEqualTo(was.downScript().isPresent());
                assertThat(row.entry())
                        .usingRecursiveComparison()
                        .ignoringFields("downScript")
                        .isEqualTo(was);
                assertThat(ledger.downScript(row.sequence())).isEqualTo(was.downScript());
            }
            assertThat(ledger.verify().fault()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kolkata", "America/St_Johns", "UTC"})
    void anInstantIsTheSameInEveryTimeZoneAndStyle(String zone) throws SQLException {
        Database database = database("postgresql");
        Instant started = Instant.parse("1883-11-18T12:03:57.123Z");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = '" + zone + "'");
            Ledger ledger =
                    new Ledger(database, connection, HistoryNames.locate(database, connection, Optional.empty(), ""));
            Entry entry = entry("a", Optional.empty(), started);
            ledger.prepareTables(entry.run(), ledger.read());
            ledger.record(entry);
            List<Row> rows = ledger.read().rows();
            assertThat(rows.get(rows.size() - 1).entry().startedAt()).isEqualTo(started);
        }
    }

    @Test
    void whoWasTakenOverSaysSoAndNotThatAForeignTableIsInTheWay() throws SQLException {
        Database database = database("sqlite");
        HistoryNames names = new HistoryNames(Optional.empty(), "");
        RunStamp stamp = new RunStamp("run", Optional.empty(), "tool", "user", Optional.empty());
        try (Connection mine = database.connect();
                Connection others = database.connect();
                RunLock lock = RunLocks.of(database, mine, names, "mine")) {
            assertThat(lock.tryAcquire().acquired()).isTrue();
            Ledger ledger = new Ledger(database, mine, names);
            ledger.guardBy(lock);
            History known = ledger.read();

            new Ledger(database, others, names).prepareTables(stamp, History.EMPTY);
            try (Statement statement = others.createStatement()) {
                statement.execute("DELETE FROM migration_lock");
            }

            assertThatThrownBy(() -> ledger.prepareTables(stamp, known)).isInstanceOf(LockException.class);
        }
    }
}
