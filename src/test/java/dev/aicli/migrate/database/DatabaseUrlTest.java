package dev.aicli.migrate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.platform.postgresql.url.PostgreSqlUrl;
import dev.aicli.migrate.platform.postgresql.url.UnixSocketFactory;
import dev.aicli.migrate.platform.sqlite.connection.SqliteUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    private static final UrlEnvironment BARE =
            new UrlEnvironment(Map.of(), Path.of("/nowhere/home"), Path.of("/work/dir"), "ada");

    private static UrlEnvironment with(Map<String, String> variables) {
        return new UrlEnvironment(variables, Path.of("/nowhere/home"), Path.of("/work/dir"), "ada");
    }

    private static PostgreSqlUrl postgres(String text) {
        return (PostgreSqlUrl) Databases.url(text, BARE);
    }

    private static SqliteUrl sqlite(String text) {
        return (SqliteUrl) Databases.url(text, BARE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgres://u@h/d                              | jdbc:postgresql://h:5432/d
            postgresql://u@h:6432/d                       | jdbc:postgresql://h:6432/d
            POSTGRES://u@h/d                              | jdbc:postgresql://h:5432/d
            postgresql+asyncpg://u@h/d                    | jdbc:postgresql://h:5432/d
            postgresql://                                 | jdbc:postgresql://localhost:5432/ada
            postgresql:///d                               | jdbc:postgresql://localhost:5432/d
            postgresql://h                                | jdbc:postgresql://h:5432/ada
            postgresql://u@                               | jdbc:postgresql://localhost:5432/u
            postgresql://:6000                            | jdbc:postgresql://localhost:6000/ada
            postgresql://[::1]/d                          | jdbc:postgresql://[::1]:5432/d
            postgresql://u@[2001:db8::7]:6000/d           | jdbc:postgresql://[2001:db8::7]:6000/d
            postgresql://a,b:6000,[::1]/d                 | jdbc:postgresql://a:5432,b:6000,[::1]:5432/d
            postgresql:///d?host=a,b&port=1,2             | jdbc:postgresql://a:1,b:2/d
            postgresql:///d?host=a,b&port=7               | jdbc:postgresql://a:7,b:7/d
            postgresql://h/my%20data                      | jdbc:postgresql://h:5432/my%20data
            postgresql://h/d?dbname=e                     | jdbc:postgresql://h:5432/e
            postgresql:///d?hostaddr=10.0.0.1             | jdbc:postgresql://10.0.0.1:5432/d
            jdbc:postgresql://h:6000/d                    | jdbc:postgresql://h:6000/d
            jdbc:postgresql://h1:1,h2:2/d                 | jdbc:postgresql://h1:1,h2:2/d
            jdbc:postgresql:d                             | jdbc:postgresql://localhost:5432/d
            jdbc:postgresql:/                             | jdbc:postgresql://localhost:5432/ada
            jdbc:postgresql://h/                          | jdbc:postgresql://h:5432/ada
            host=h port=6000 dbname=d                     | jdbc:postgresql://h:6000/d
            dbname='my data' host=h                       | jdbc:postgresql://h:5432/my%20data
            """)
    void readsEveryFormOfPostgresqlUrl(String text, String jdbcUrl) {
        DatabaseUrl url = Databases.url(text, BARE);

        assertThat(url.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(url.kind()).isEqualTo("postgresql");
    }

    @Test
    void decodesUserPasswordAndDatabase() {
        PostgreSqlUrl url = postgres("postgres://us%40er:p%3A%2F%40%C3%A9+ss@h/d%2Fb");

        assertThat(url.user()).isEqualTo("us@er");
        assertThat(url.database()).isEqualTo("d/b");
        assertThat(url.connectionProperties()).containsEntry("user", "us@er").containsEntry("password", "p:/@é+ss");
    }

    @Test
    void takesTheLastAtSignForTheEndOfThePassword() {
        assertThat(postgres("postgres://u:p@ss@h/d").connectionProperties()).containsEntry("password", "p@ss");
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=verify-full, sslmode, verify-full",
        "ssl=true, sslmode, require",
        "sslrootcert=/ca.pem, sslrootcert, /ca.pem",
        "sslcert=/c.pem, sslcert, /c.pem",
        "sslkey=/k.pem, sslkey, /k.pem",
        "search_path=app, currentSchema, app",
        "application_name=deploy, ApplicationName, deploy",
        "fallback_application_name=psql, ApplicationName, psql",
        "connect_timeout=3, connectTimeout, 3",
        "connect_timeout=-1, connectTimeout, 0",
        "options=-c%20geqo%3Doff, options, -c geqo=off",
        "options=-c geqo=off, options, -c geqo=off",
        "statement_timeout=5s, options, -c statement_timeout=5s",
        "target_session_attrs=read-write, targetServerType, primary",
        "target_session_attrs=prefer-standby, targetServerType, preferSecondary",
        "load_balance_hosts=random, loadBalanceHosts, true",
        "keepalives=0, tcpKeepAlive, false",
        "channel_binding=require, channelBinding, require",
        "user=eve, user, eve",
        "password=geheim, password, geheim",
    })
    void handsParametersToTheDriver(String parameter, String property, String value) {
        assertThat(postgres("postgres://u@h/d?" + parameter).connectionProperties())
                .containsEntry(property, value);
    }

    @ParameterizedTest
    @CsvSource({
        "ssl=true, sslmode, verify-full",
        "currentSchema=app, currentSchema, app",
        "ApplicationName=deploy, ApplicationName, deploy",
        "connectTimeout=3, connectTimeout, 3",
        "targetServerType=preferSecondary, targetServerType, preferSecondary",
        "loadBalanceHosts=true, loadBalanceHosts, true",
        "socketTimeout=30, socketTimeout, 30",
        "user=eve, user, eve",
        "password=geheim, password, geheim",
    })
    void handsJdbcParametersToTheDriver(String parameter, String property, String value) {
        assertThat(postgres("jdbc:postgresql://h/d?" + parameter).connectionProperties())
                .containsEntry(property, value);
    }

    @Test
    void sendsTextAsItIsAndBoundsTheWaitForAServer() {
        assertThat(postgres("postgres://a,b/d").connectionProperties())
                .containsEntry("preferQueryMode", "extendedForPrepared")
                .containsEntry("ApplicationName", "aicli-web")
                .containsEntry("connectTimeout", "10")
                .containsEntry("loginTimeout", "60")
                .containsEntry("tcpKeepAlive", "true")
                .containsEntry("sslmode", "prefer");
    }

    @Test
    void waitsForEachHostAsLongAsItIsTold() {
        assertThat(postgres("postgres://a,b/d?connect_timeout=3").connectionProperties())
                .containsEntry("connectTimeout", "3")
                .containsEntry("loginTimeout", "6");
    }

    @Test
    void doesNotLetAUrlChangeHowTextIsSent() {
        assertThat(postgres("jdbc:postgresql://h/d?preferQueryMode=extended").connectionProperties())
                .containsEntry("preferQueryMode", "extendedForPrepared");
    }

    @Test
    void fillsGapsFromLibpqsEnvironment() {
        UrlEnvironment environment = with(Map.of(
                "PGHOST", "db1,db2",
                "PGPORT", "6000",
                "PGDATABASE", "shop",
                "PGUSER", "grace",
                "PGPASSWORD", "geheim",
                "PGSSLMODE", "require",
                "PGAPPNAME", "deploy",
                "PGCONNECT_TIMEOUT", "4",
                "PGOPTIONS", "-c geqo=off"));

        DatabaseUrl url = Databases.url("postgresql://", environment);

        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db1:6000,db2:6000/shop");
        assertThat(url.connectionProperties())
                .containsEntry("user", "grace")
                .containsEntry("password", "geheim")
                .containsEntry("sslmode", "require")
                .containsEntry("ApplicationName", "deploy")
                .containsEntry("connectTimeout", "4")
                .containsEntry("options", "-c geqo=off");
    }

    @Test
    void prefersTheUrlToTheEnvironment() {
        UrlEnvironment environment = with(Map.of("PGHOST", "other", "PGUSER", "other", "PGPASSWORD", "other"));

        DatabaseUrl url = Databases.url("postgres://u:geheim@h/d", environment);

        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://h:5432/d");
        assertThat(url.connectionProperties()).containsEntry("user", "u").containsEntry("password", "geheim");
    }

    @Test
    void checksTheCertificateOnceARootIsGiven() {
        assertThat(postgres("postgres://h/d?sslmode=require&sslrootcert=/ca.pem")
                        .connectionProperties())
                .containsEntry("sslmode", "verify-ca");
        assertThat(postgres("postgres://h/d?sslrootcert=system").connectionProperties())
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")
                .doesNotContainKey("sslrootcert");
    }

    @Test
    void describesTheSameConnectionToPostgresqlsOwnPrograms() {
        PostgreSqlUrl url =
                postgres("postgres://u:geheim@a:1,b:2/d?sslmode=require&search_path=app&options=-c geqo=off");

        assertThat(url.libpqEnvironment())
                .containsEntry("PGHOST", "a,b")
                .containsEntry("PGPORT", "1,2")
                .containsEntry("PGDATABASE", "d")
                .containsEntry("PGUSER", "u")
                .containsEntry("PGPASSWORD", "geheim")
                .containsEntry("PGSSLMODE", "require")
                .containsEntry("PGAPPNAME", "aicli-web")
                .containsEntry("PGCONNECT_TIMEOUT", "10")
                .containsEntry("PGOPTIONS", "-c geqo=off -c search_path=app");
    }

    @Test
    void showsEverythingButThePassword() {
        PostgreSqlUrl url = postgres("postgres://u:geheim123@h/d?sslmode=require&search_path=app");

        assertThat(url.masked()).isEqualTo("postgresql://u:***@h:5432/d?sslmode=require&search_path=app");
        assertThat(url.toString()).isEqualTo(url.masked());
        assertThat(url.jdbcUrl()).doesNotContain("geheim123");
        assertThat(url.connectionProperties().toString()).doesNotContain("geheim123");
        assertThat(url.libpqEnvironment().toString()).doesNotContain("geheim123");
        assertThat(with(Map.of("PGPASSWORD", "geheim123")).toString()).doesNotContain("geheim123");
        assertThat(url.masking().mask("FATAL: geheim123 is wrong")).isEqualTo("FATAL: *** is wrong");
    }

    @Test
    void ignoresWhatBelongsToOtherToolsAndSaysSo() {
        PostgreSqlUrl url = postgres("postgres://h/d?x-migrations-table=foo&pgbouncer=true&keepalives_idle=3");

        assertThat(url.warnings())
                .containsExactly(
                        "the parameter 'x-migrations-table' of the database URL belongs to another tool and is ignored",
                        "the parameter 'pgbouncer' of the database URL belongs to another tool and is ignored");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u:geheim@ss:word/@h/d",
                "postgres://u:gehe/im@h/d",
                "postgres://u:gehe?im@h/d",
                "postgres://u:12/geheim@h/d",
                "postgres://u:12?geheim=x@h/d",
                "postgres://u:geheim%zz@h/d",
                "postgres://u:geheim%00@h/d",
                "postgres://u:geheim%ff@h/d",
                "postgres://u:geheim@h:port/d",
                "postgres://u:gehe im/@h/d",
                "postgres://u:geheim@h:99999/d",
                "postgres://u:geheim@h/d?sslmode=maybe",
                "postgres://u:geheim@h/d?unheard_of=1",
                "postgres://u:geheim@h/d?schema=app",
                "postgres://u:geheim@h/d?connect_timeout=soon",
                "postgres://u:geheim@h/d?target_session_attrs=master",
                "postgres://u:geheim@h/d?sslmode=require&sslrootcert=system",
                "postgres://u:geheim@h/d?service=nowhere",
                "postgres://u@h/d?password_file=missing",
                "postgres://u:geheim@/d?host=@abstract",
                "postgres://u:geheim@/d?host=/var/run/postgresql,localhost",
                "postgres://u:geheim@/d?host=a,b&port=1,2,3",
                "jdbc:postgresql://u:geheim/@h/d",
                "host=h password='geheim",
                "mysql://u:geheim@h/d",
                "sqlserver://u:geheim@h/d",
                "geheim",
                "sqlite::memory:",
                "sqlite://:memory:",
                "jdbc:sqlite:",
                "jdbc:sqlite::memory:",
                "sqlite:file:x?mode=memory",
                "",
                "  ",
            })
    void refusesWhatItCannotReadWithoutShowingThePassword(String text) {
        assertThatThrownBy(() -> Databases.url(text, BARE)).isInstanceOfSatisfying(UsageException.class, refusal -> {
            assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(refusal.nextStep()).isPresent();
            assertThat(refusal.getMessage() + refusal.nextStep() + refusal.details())
                    .doesNotContain("geheim");
        });
    }

    @Test
    void namesTheKindsOfDatabaseThereAre() {
        assertThatThrownBy(() -> Databases.url("mysql://h/d", BARE))
                .hasMessage("databases of the kind 'mysql' are not supported")
                .isInstanceOfSatisfying(
                        UsageException.class,
                        refusal -> assertThat(refusal.nextStep().orElseThrow()).contains("postgresql://", "sqlite:"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql:///d?host=/var/run/postgresql         | postgresql://ada@/d?host=/var/run/postgresql&port=5432
            postgresql:///d?host=%2Ftmp                      | postgresql://ada@/d?host=/tmp&port=5432
            postgresql://%2Fvar%2Frun%2Fpostgresql/d         | postgresql://ada@/d?host=/var/run/postgresql&port=5432
            postgresql://u:p@%2Ftmp:5433/d                   | postgresql://u:***@/d?host=/tmp&port=5433
            postgresql:///d?host=/tmp,/var/run&port=1,2      | postgresql://ada@/d?host=/tmp,/var/run&port=1,2
            host=/tmp dbname=x port=77                       | postgresql://ada@/x?host=/tmp&port=77
            postgresql:///d?host=/tmp&sslmode=require        | postgresql://ada@/d?host=/tmp&port=5432&sslmode=require
            """)
    void readsUnixSocketsAsLibpqDoes(String url, String shown) {
        PostgreSqlUrl parsed = (PostgreSqlUrl) Databases.url(url, BARE);
        assertThat(parsed.masked()).isEqualTo(shown);
        assertThat(parsed.jdbcUrl()).startsWith("jdbc:postgresql://0.");
        assertThat(parsed.connectionProperties())
                .containsEntry("sslmode", "disable")
                .containsEntry("socketFactory", UnixSocketFactory.class.getName());
        assertThat(parsed.libpqEnvironment().get("PGHOST")).startsWith("/");
    }

    @Test
    void anEmptyHostIsTheDefaultSocketWhereThereIsOneAndElseLocalhost(@TempDir Path folder) throws Exception {
        UrlEnvironment surroundings = new UrlEnvironment(Map.of(), folder, folder, "ada", Optional.of(folder));
        assertThat(Databases.url("postgresql:///d", surroundings).jdbcUrl())
                .isEqualTo("jdbc:postgresql://localhost:5432/d");
        Files.createFile(folder.resolve(".s.PGSQL.5432"));
        assertThat(Databases.url("postgresql:///d", surroundings).masked())
                .isEqualTo("postgresql://ada@/d?host=" + folder + "&port=5432");
        assertThat(Databases.url("postgresql://:5433/d", surroundings).jdbcUrl())
                .isEqualTo("jdbc:postgresql://localhost:5433/d");
        assertThat(Databases.url("jdbc:postgresql:d", surroundings).jdbcUrl())
                .isEqualTo("jdbc:postgresql://localhost:5432/d");
        Files.writeString(folder.resolve(".pgpass"), "localhost:5432:d:ada:s3cret\n");
        Files.setPosixFilePermissions(folder.resolve(".pgpass"), PosixFilePermissions.fromString("rw-------"));
        assertThat(Databases.url("postgresql:///d", surroundings).connectionProperties())
                .containsEntry("password", "s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql:///d?host=@abstract", "postgresql:///d?host=/tmp,localhost"})
    void refusesSocketsThatCannotBeUsed(String url) {
        assertThatThrownBy(() -> Databases.url(url, BARE)).isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlite:a.db?mode=read",
                "sqlite:a.db?cache=shared",
                "sqlite:a.db?cache=x",
                "sqlite:a.db?nolock=1",
                "sqlite:a.db?immutable=perhaps",
                "sqlite:a.db?vfs="
            })
    void refusesWhatSqliteCannotBeToldToDo(String url) {
        assertThatThrownBy(() -> Databases.url(url, BARE)).isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite:/x/a b.db?mode=ro,jdbc:sqlite:file:/x/a%20b.db?mode=ro,true",
        "sqlite:/x/a.db?immutable=1&cache=private,jdbc:sqlite:file:/x/a.db?immutable=1,true",
        "sqlite:/x/a.db?vfs=unix-excl&mode=rw,jdbc:sqlite:file:/x/a.db?mode=rw&vfs=unix-excl,false",
        "sqlite:/x/a.db?mode=rwc&nolock=0,jdbc:sqlite:file:/x/a.db,false"
    })
    void passesOnHowSqliteIsToOpenTheFile(String url, String jdbcUrl, boolean readOnly) {
        SqliteUrl parsed = sqlite(url);
        assertThat(parsed.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(parsed.readOnly()).isEqualTo(readOnly);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sqlite:app.db              | /work/dir/app.db
            sqlite:./data/app.db       | /work/dir/data/app.db
            sqlite:/var/lib/app.db     | /var/lib/app.db
            sqlite://app.db            | /work/dir/app.db
            sqlite:///var/lib/app.db   | /var/lib/app.db
            sqlite:////var/lib/app.db  | /var/lib/app.db
            sqlite3:app.db             | /work/dir/app.db
            sqlite3://data/app.db      | /work/dir/data/app.db
            jdbc:sqlite:app.db         | /work/dir/app.db
            jdbc:sqlite:/var/app.db    | /var/app.db
            sqlite:file:app.db         | /work/dir/app.db
            sqlite:~/app.db            | /nowhere/home/app.db
            sqlite://my%20app.db       | /work/dir/my app.db
            sqlite:my%20app.db         | /work/dir/my%20app.db
            SQLITE:App.db              | /work/dir/App.db
            """)
    void readsEveryFormOfSqliteUrl(String text, String path) {
        SqliteUrl url = sqlite(text);

        assertThat(url.path()).isEqualTo(Path.of(path));
        assertThat(url.jdbcUrl())
                .isEqualTo("jdbc:sqlite:file:" + path.replace("%", "%25").replace(" ", "%20"));
        assertThat(url.kind()).isEqualTo("sqlite");
    }

    @Test
    void readsSettingsOfASqliteUrl() {
        SqliteUrl url = sqlite("sqlite:app.db?mode=ro&_busy_timeout=2500&journal_mode=wal&_txlock=immediate");

        assertThat(url.readOnly()).isTrue();
        assertThat(url.pragmas()).containsOnly(Map.entry("busy_timeout", "2500"), Map.entry("journal_mode", "wal"));
        assertThat(url.warnings()).containsExactly("the parameter '_txlock' of the SQLite URL is ignored");
        assertThat(url.masked()).isEqualTo("sqlite:app.db");
        assertThat(url.database()).isEqualTo("app.db");
    }
}
