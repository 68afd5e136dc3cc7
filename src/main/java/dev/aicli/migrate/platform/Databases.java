package dev.aicli.migrate.platform;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.DatabaseType;
import dev.aicli.migrate.database.DatabaseUrl;
import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.postgresql.PostgreSql;
import dev.aicli.migrate.platform.sqlite.Sqlite;
import dev.aicli.migrate.schema.DatabaseNames;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The databases that can be migrated. Another one is one more line here. */
public final class Databases {
    /** The only list of them. What comes first is asked first whether a URL is its own. */
    public static final List<DatabaseType> ALL = List.of(new PostgreSql(), new Sqlite());

    /** The history of a project without a database, relative to its folder. */
    public static final String EMBEDDED_HISTORY = "sqlite:.aicli/history.db";

    private Databases() {}

    /**
     * {@return what database URLs are read against}
     *
     * @param variables environment variables
     * @param home the user's home folder
     * @param directory what relative paths are relative to
     * @param user of the operating system
     */
    public static UrlEnvironment environment(Map<String, String> variables, Path home, Path directory, String user) {
        return new UrlEnvironment(variables, home, directory, user, Optional.of(PostgreSql.SOCKET_FOLDER));
    }

    /**
     * Reads the URL of a database of any kind.
     *
     * @throws UsageException when the text is none; the message holds no part of a password
     */
    public static DatabaseUrl url(String text, UrlEnvironment environment) {
        String url = text.strip();
        for (DatabaseType type : ALL) {
            Optional<DatabaseUrl> read = type.read(url, environment);
            if (read.isPresent()) {
                return read.get();
            }
        }
        throw unknown(url);
    }

    /** {@return the database that a URL leads to, not connected yet} */
    public static Database open(DatabaseUrl url) {
        return find(url.kind()).orElseThrow().open(url);
    }

    /** {@return the kind of database of that word} */
    public static Optional<DatabaseType> find(String kind) {
        return ALL.stream().filter(type -> type.kind().equals(kind)).findFirst();
    }

    /** {@return the words for all kinds of databases} */
    public static List<String> kinds() {
        return ALL.stream().map(DatabaseType::kind).toList();
    }

    /** {@return what folders and files of migrations call the databases} */
    public static DatabaseNames names() {
        Map<String, String> names = new HashMap<>();
        for (DatabaseType type : ALL) {
            names.put(type.kind(), type.kind());
            type.otherNames().forEach(name -> names.put(name, type.kind()));
        }
        return new DatabaseNames(names);
    }

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
        refusal.next("give one of these forms: "
                + ALL.stream().flatMap(type -> type.urlForms().stream()).collect(Collectors.joining(", ")));
        return refusal;
    }
}
