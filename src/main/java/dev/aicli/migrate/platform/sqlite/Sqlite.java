package dev.aicli.migrate.platform.sqlite;

import dev.aicli.migrate.backup.CopyCheck;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.DatabaseType;
import dev.aicli.migrate.database.DatabaseUrl;
import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.platform.sqlite.backup.SqliteCheck;
import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
import dev.aicli.migrate.platform.sqlite.connection.SqliteUrl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** SQLite 3, in a file. */
public final class Sqlite implements DatabaseType {
    private static final String JDBC = "jdbc:";

    @Override
    public String kind() {
        return "sqlite";
    }

    @Override
    public List<String> urlForms() {
        return List.of("sqlite:path/to/file.db");
    }

    @Override
    public List<String> otherNames() {
        return List.of("sqlite3");
    }

    @Override
    public Optional<DatabaseUrl> read(String url, UrlEnvironment environment) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:sqlite:")) {
            return Optional.of(SqliteUrl.parse(url.substring(JDBC.length()), environment));
        }
        return lower.startsWith("sqlite:") || lower.startsWith("sqlite3:")
                ? Optional.of(SqliteUrl.parse(url, environment))
                : Optional.empty();
    }

    @Override
    public Database open(DatabaseUrl url) {
        return open((SqliteUrl) url);
    }

    /** {@return the database that a URL leads to, not opened yet} */
    public static SqliteDatabase open(SqliteUrl url) {
        return new SqliteDatabase(url, new SqliteAbilities());
    }

    @Override
    public <A> Optional<A> ability(Class<A> ability) {
        return ability == CopyCheck.class ? Optional.of(ability.cast(new SqliteCheck())) : Optional.empty();
    }
}
