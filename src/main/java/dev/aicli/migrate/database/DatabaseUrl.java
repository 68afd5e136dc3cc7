package dev.aicli.migrate.database;

import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.postgresql.url.ConninfoParser;
import dev.aicli.migrate.platform.postgresql.url.JdbcUrlParser;
import dev.aicli.migrate.platform.postgresql.url.LibpqUrlParser;
import dev.aicli.migrate.platform.postgresql.url.PostgreSqlUrl;
import dev.aicli.migrate.platform.sqlite.SqliteUrl;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Where a database is and how to get in. What {@code toString} gives is safe to show; the password leaves only through
 * {@link #connectionProperties()}.
 */
public interface DatabaseUrl {
    /** What may be written, for messages. */
    String SUPPORTED = "postgresql://user@host:5432/database, jdbc:postgresql://host/database, sqlite:path/to/file.db";

    /**
     * Reads any of the supported forms.
     *
     * @throws UsageException when the text is none of them; the message holds no part of a password
     */
    static DatabaseUrl parse(String text, UrlEnvironment environment) {
        String url = text.strip();
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:postgresql:")) {
            return PostgreSqlUrl.resolve(JdbcUrlParser.parse(url), environment);
        }
        if (lower.startsWith("jdbc:sqlite:")) {
            return SqliteUrl.parse(url.substring("jdbc:".length()), environment);
        }
        if (LibpqUrlParser.handles(lower)) {
            return PostgreSqlUrl.resolve(LibpqUrlParser.parse(url), environment);
        }
        if (lower.startsWith("sqlite:") || lower.startsWith("sqlite3:")) {
            return SqliteUrl.parse(url, environment);
        }
        if (ConninfoParser.handles(url)) {
            return PostgreSqlUrl.resolve(ConninfoParser.parse(url), environment);
        }
        throw unknown(url);
    }

    /** {@return {@code postgresql} or {@code sqlite}: the name of the dialect and of its folder of migrations} */
    String kind();

    /** {@return the name of the database: that on the server, or the file's name} */
    String database();

    /** {@return the URL in a canonical form without any secret} */
    String masked();

    /** {@return the URL for the JDBC driver, without password} */
    String jdbcUrl();

    /** {@return what the JDBC driver is given beside its URL; holds the password, never print it} */
    Properties connectionProperties();

    /** {@return what to hide in texts that come from this database or its driver} */
    Masking masking();

    /** {@return what in the URL was passed over, in sentences} */
    List<String> warnings();

    private static UsageException unknown(String url) {
        if (url.isEmpty()) {
            return refusal("the database URL is empty");
        }
        int colon = url.indexOf(':');
        boolean schemeLike = colon > 1 && url.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*");
        if (schemeLike) {
            return refusal("databases of the kind '" + url.substring(0, colon) + "' are not supported");
        }
        return refusal("the database URL does not begin with a kind of database");
    }

    private static UsageException refusal(String message) {
        UsageException refusal = new UsageException(message);
        refusal.next("give one of these forms: " + SUPPORTED);
        return refusal;
    }
}
