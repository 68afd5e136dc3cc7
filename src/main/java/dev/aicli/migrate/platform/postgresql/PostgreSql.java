package dev.aicli.migrate.platform.postgresql;

import dev.aicli.migrate.backup.CopyCheck;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.DatabaseType;
import dev.aicli.migrate.database.DatabaseUrl;
import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.platform.postgresql.backup.ArchiveCheck;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import dev.aicli.migrate.platform.postgresql.url.ConninfoParser;
import dev.aicli.migrate.platform.postgresql.url.JdbcUrlParser;
import dev.aicli.migrate.platform.postgresql.url.LibpqUrlParser;
import dev.aicli.migrate.platform.postgresql.url.PostgreSqlUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** PostgreSQL 12 and later. */
public final class PostgreSql implements DatabaseType {
    /** Where Debian's and Red Hat's servers, and their clients, have the socket. */
    public static final Path SOCKET_FOLDER = Path.of("/var/run/postgresql");

    @Override
    public String kind() {
        return "postgresql";
    }

    @Override
    public List<String> urlForms() {
        return List.of("postgresql://user@host:5432/database", "jdbc:postgresql://host/database");
    }

    @Override
    public List<String> otherNames() {
        return List.of("postgres", "pgsql", "pg");
    }

    @Override
    public Optional<DatabaseUrl> read(String url, UrlEnvironment environment) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:postgresql:")) {
            return Optional.of(PostgreSqlUrl.resolve(JdbcUrlParser.parse(url), environment));
        }
        if (LibpqUrlParser.handles(lower)) {
            return Optional.of(PostgreSqlUrl.resolve(LibpqUrlParser.parse(url), environment));
        }
        return ConninfoParser.handles(url)
                ? Optional.of(PostgreSqlUrl.resolve(ConninfoParser.parse(url), environment))
                : Optional.empty();
    }

    @Override
    public Database open(DatabaseUrl url) {
        return open((PostgreSqlUrl) url);
    }

    /** {@return the database that a URL leads to, not connected yet} */
    public static PostgreSqlDatabase open(PostgreSqlUrl url) {
        return new PostgreSqlDatabase(url, new PostgreSqlAbilities());
    }

    @Override
    public <A> Optional<A> ability(Class<A> ability) {
        return ability == CopyCheck.class ? Optional.of(ability.cast(new ArchiveCheck())) : Optional.empty();
    }
}
