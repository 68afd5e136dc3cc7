package dev.aicli.migrate.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.platform.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordSourcesTest {
    @TempDir
    private Path home;

    private DatabaseUrl parse(String text, Map<String, String> variables) {
        return Databases.url(text, new UrlEnvironment(variables, home, home, "ada"));
    }

    private String passwordOf(String text, Map<String, String> variables) {
        return parse(text, variables).connectionProperties().getProperty("password");
    }

    private Path file(String name, String content, String permissions) throws IOException {
        Path file = Files.writeString(home.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgres://u@h/d          | first
            postgres://u@h:6000/d     | other port
            postgres://v@h/d          | any user: v
            postgres://u@[::1]/d      | ipv6
            postgres://u@h/e          | with:colon\\and slash
            postgres://x@y/z          | ''
            postgres://u@y,h/d        | first
            """)
    void findsThePasswordInThePasswordFile(String url, String password) throws IOException {
        file(".pgpass", """
                # a comment: *:*:*:*:no
                h:5432:d:u:first
                h:5432:d:u:second
                h:6000:*:u:other port
                h:*:d:v:any user: v
                \\:\\:1:5432:d:u:ipv6
                h:5432:e:u:with\\:colon\\\\and slash
                incomplete:5432:d
                """, "rw-------");

        assertThat(passwordOf(url, Map.of())).isEqualTo(password);
    }

    @Test
    void ignoresAPasswordFileThatOthersMayRead() throws IOException {
        Path file = file(".pgpass", "*:*:*:*:geheim\n", "rw-r--r--");

        DatabaseUrl url = parse("postgres://u@h/d", Map.of());

        assertThat(url.connectionProperties()).containsEntry("password", "");
        assertThat(url.warnings()).singleElement().asString().contains(file.toString(), "chmod 600");
    }

    @Test
    void takesAnotherPasswordFileWhenToldTo() throws IOException {
        file("elsewhere", "*:*:*:*:geheim", "rw-------");

        assertThat(passwordOf("postgres://u@h/d?passfile=elsewhere", Map.of())).isEqualTo("geheim");
        assertThat(passwordOf("postgres://u@h/d", Map.of("PGPASSFILE", "elsewhere")))
                .isEqualTo("geheim");
    }

    @Test
    void readsThePasswordFromAFileThatHoldsNothingElse() throws IOException {
        file("secret", "geheim wort \r\n", "r--r--r--");

        assertThat(passwordOf("postgres://u@h/d?password_file=secret", Map.of()))
                .isEqualTo("geheim wort ");
        assertThat(passwordOf("postgres://u@h/d", Map.of("AICLI_DATABASE_PASSWORD_FILE", "secret", "PGPASSWORD", "no")))
                .isEqualTo("geheim wort ");
        assertThat(passwordOf("postgres://u:url@h/d", Map.of("AICLI_DATABASE_PASSWORD_FILE", "secret")))
                .isEqualTo("url");
    }

    @Test
    void readsAServiceFile() throws IOException {
        file(".pg_service.conf", """
                [other]
                host=wrong

                [shop]
                # comment
                host=db
                port=6000
                dbname=shop
                user=grace
                password=geheim
                """, "rw-r--r--");

        DatabaseUrl url = parse("postgresql:///?service=shop", Map.of("PGHOST", "no"));

        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db:6000/shop");
        assertThat(url.connectionProperties()).containsEntry("user", "grace").containsEntry("password", "geheim");
        assertThat(parse("postgresql://h/", Map.of("PGSERVICE", "shop")).jdbcUrl())
                .isEqualTo("jdbc:postgresql://h:6000/shop");
    }
}
