package dev.aicli.migrate.platform.sqlite.connection;

import dev.aicli.migrate.database.DatabaseUrl;
import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.database.PercentEncoding;
import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.model.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** How SQLite is to open the file, as its page "Uniform Resource Identifiers" has it. */
    private static final Set<String> OPENING = Set.of("cache", "immutable", "mode", "nolock", "psow", "vfs");

    private static final Set<String> MODES = Set.of("ro", "rw", "rwc");
    private static final Set<String> YES = Set.of("1", "on", "true", "yes");
    private static final Set<String> NO = Set.of("0", "off", "false", "no");

    private final Path path;
    private final String shown;
    private final Map<String, String> opening;
    private final Map<String, String> pragmas;
    private final List<String> warnings;

    private SqliteUrl(
            Path path, String shown, Map<String, String> opening, Map<String, String> pragmas, List<String> warnings) {
        this.path = path;
        this.shown = shown;
        this.opening = new TreeMap<>(opening);
        this.pragmas = Map.copyOf(pragmas);
        this.warnings = List.copyOf(warnings);
    }

    public static SqliteUrl parse(String url, UrlEnvironment environment) {
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
        Map<String, String> opening = new LinkedHashMap<>();
        String query = question < 0 ? "" : rest.substring(question + 1);
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            String pragma = name.toLowerCase(Locale.ROOT).replaceFirst("^_", "");
            if (OPENING.contains(name)) {
                opening(name, PercentEncoding.decode(value)).ifPresent(asked -> opening.put(name, asked));
            } else if (PRAGMAS.contains(pragma)) {
                pragmas.put(pragma, value);
            } else if (!name.isEmpty()) {
                warnings.add("the parameter '" + Masking.PATTERNS.mask(name) + "' of the SQLite URL is ignored");
            }
        }
        return new SqliteUrl(resolve(file, environment), file, opening, pragmas, warnings);
    }

    /** {@return what SQLite is to be told; empty when it is what it does anyway} */
    private static Optional<String> opening(String name, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        boolean known = switch (name) {
            case "mode" -> MODES.contains(value);
            case "cache" -> value.equals("private") || value.equals("shared");
            case "vfs" -> !value.isEmpty();
            default -> YES.contains(lower) || NO.contains(lower);
        };
        if (name.equals("mode") && value.equals("memory")) {
            throw notAFile(value);
        }
        if (!known) {
            throw new UsageException("the parameter " + name + " of the SQLite URL has a value that is not known: '"
                            + Masking.PATTERNS.mask(value) + "'")
                    .next("SQLite knows mode=ro, rw, rwc; cache=private, shared; immutable=1, 0; vfs=NAME");
        }
        if (name.equals("cache") && value.equals("shared")) {
            throw new UsageException("cache=shared of the SQLite URL is not supported: connections that share a cache"
                            + " do not wait for each other's locks")
                    .next("leave cache out of the URL that aicli-web uses; other programs are not affected");
        }
        if (name.equals("nolock") && YES.contains(lower)) {
            throw new UsageException("nolock=1 of the SQLite URL is not supported: without locks, another process"
                            + " that writes meanwhile would damage the database")
                    .next("leave nolock out of the URL");
        }
        boolean usual = (NO.contains(lower) && !name.equals("psow")) || value.equals("rwc") || value.equals("private");
        return usual ? Optional.empty() : Optional.of(value);
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

    /** {@return another file, opened with the same settings; to be written to in any case} */
    public SqliteUrl at(Path otherFile) {
        return new SqliteUrl(otherFile, otherFile.toString(), Map.of(), pragmas, List.of());
    }

    /** {@return whether nothing may be written: {@code mode=ro} or {@code immutable=1}} */
    public boolean readOnly() {
        return "ro".equals(opening.get("mode")) || opening.containsKey("immutable");
    }

    /** {@return whether a file that is not there is to be created} */
    public boolean creates() {
        return !opening.containsKey("mode") && !opening.containsKey("immutable");
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
        return jdbcUrl(path)
                + opening.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + PercentEncoding.encode(parameter.getValue()))
                        .collect(Collectors.joining("&", opening.isEmpty() ? "" : "?", ""));
    }

    /**
     * {@return what the driver is told to open a file} Always as a URI: of a path, the driver would try whether it can
     * be written to by creating the file and deleting it again, and with it all that another process has put into it
     * meanwhile.
     */
    public static String jdbcUrl(Path file) {
        return Arrays.stream(file.toString().split("/", -1))
                .map(PercentEncoding::encode)
                .collect(Collectors.joining("/", "jdbc:sqlite:file:", ""));
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
                && opening.equals(that.opening)
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
