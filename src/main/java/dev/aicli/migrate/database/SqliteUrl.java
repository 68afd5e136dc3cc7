package dev.aicli.migrate.database;

import dev.aicli.migrate.model.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite database file: {@code sqlite:app.db}, {@code sqlite:///var/lib/app.db}, {@code sqlite3:app.db}. Everything
 * after {@code sqlite:} or {@code sqlite://} is the path; it is relative unless it begins with a slash.
 */
public final class SqliteUrl implements DatabaseUrl {
    /** Settings that may follow the path, as {@code ?busy_timeout=5000&journal_mode=wal}. */
    private static final Set<String> PRAGMAS = Set.of(
            "busy_timeout",
            "cache_size",
            "foreign_keys",
            "journal_mode",
            "journal_size_limit",
            "mmap_size",
            "recursive_triggers",
            "synchronous",
            "temp_store");

    private final Path path;
    private final String shown;
    private final boolean readOnly;
    private final Map<String, String> pragmas;
    private final List<String> warnings;

    private SqliteUrl(Path path, String shown, boolean readOnly, Map<String, String> pragmas, List<String> warnings) {
        this.path = path;
        this.shown = shown;
        this.readOnly = readOnly;
        this.pragmas = Map.copyOf(pragmas);
        this.warnings = List.copyOf(warnings);
    }

    static SqliteUrl parse(String url, UrlEnvironment environment) {
        String rest = url.substring(url.indexOf(':') + 1);
        boolean isUrl = rest.startsWith("//");
        rest = isUrl ? rest.substring(2) : rest;
        rest = rest.startsWith("file:") ? rest.substring("file:".length()) : rest;
        int question = rest.indexOf('?');
        String written = question < 0 ? rest : rest.substring(0, question);
        String file = isUrl ? PercentEncoding.decode(written) : written;
        if (file.isEmpty() || file.startsWith(":")) {
            throw notAFile(file);
        }

        Map<String, String> pragmas = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        boolean readOnly = false;
        String query = question < 0 ? "" : rest.substring(question + 1);
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            String pragma = name.toLowerCase(Locale.ROOT).replaceFirst("^_", "");
            if (pragma.equals("mode")) {
                if (value.equals("memory")) {
                    throw notAFile(value);
                }
                readOnly = value.equals("ro");
            } else if (PRAGMAS.contains(pragma)) {
                pragmas.put(pragma, value);
            } else if (!name.isEmpty()) {
                warnings.add("the parameter '" + Masking.PATTERNS.mask(name) + "' of the SQLite URL is ignored");
            }
        }
        return new SqliteUrl(resolve(file, environment), file, readOnly, pragmas, warnings);
    }

    private static Path resolve(String file, UrlEnvironment environment) {
        try {
            Path path = file.startsWith("~/") ? environment.home().resolve(file.substring(2)) : Path.of(file);
            return environment.directory().resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new UsageException("the SQLite URL holds no usable path: " + e.getReason(), e);
        }
    }

    private static UsageException notAFile(String name) {
        UsageException refusal = new UsageException(
                name.isEmpty()
                        ? "the SQLite URL names no file"
                        : "a SQLite database in memory cannot be migrated: it would be gone when the command ends");
        refusal.next("name a file: sqlite:app.db");
        return refusal;
    }

    @Override
    public String kind() {
        return "sqlite";
    }

    /** {@return the absolute path of the file} */
    public Path path() {
        return path;
    }

    /** {@return whether {@code mode=ro} was asked for} */
    public boolean readOnly() {
        return readOnly;
    }

    /** {@return pragmas to set on every connection, by lower-case name, as the URL gives them} */
    public Map<String, String> pragmas() {
        return pragmas;
    }

    @Override
    public String database() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    @Override
    public String masked() {
        return "sqlite:" + shown;
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:sqlite:" + path;
    }

    @Override
    public Properties connectionProperties() {
        Properties properties = new Properties();
        // The driver would refuse statements of more than a megabyte; the limit for all databases is below this one.
        properties.setProperty("limit_sql_length", "1000000000");
        properties.putAll(pragmas);
        return properties;
    }

    @Override
    public Masking masking() {
        return Masking.PATTERNS;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqliteUrl that
                && path.equals(that.path)
                && readOnly == that.readOnly
                && pragmas.equals(that.pragmas);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return masked();
    }
}
