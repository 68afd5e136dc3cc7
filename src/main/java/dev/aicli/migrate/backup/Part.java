package dev.aicli.migrate.backup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that a backup holds.
 *
 * @param name unlike any other of the backup: {@code database}, {@code file-1}
 * @param kind what it is, and so how it is checked and brought back
 * @param source where it came from: a path, or a database's address without a password
 * @param files what lies in the backup's folder for it; empty where the thing lies elsewhere
 * @param facts what its kind must know, by name: server and tool versions, a file's owner and mode
 */
public record Part(String name, Kind kind, String source, List<PartFile> files, Map<String, String> facts) {
    /** What a part is. */
    public enum Kind {
        /** An archive that pg_dump wrote. */
        POSTGRESQL,
        /** A copy of a SQLite database. */
        SQLITE,
        /** A copy of a file, byte for byte. */
        FILE,
        /** A named point in the server's write-ahead log. */
        RESTORE_POINT,
        /** What the user's own command made, known by what it printed. */
        COMMAND,
        /** A snapshot of a Redis server. */
        REDIS;

        /** {@return the word in JSON} */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean isDatabase() {
            return this != FILE && this != REDIS;
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public Part {
        files = List.copyOf(files);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** {@return the bytes that it takes in the backup's folder} */
    public long size() {
        return files.stream().mapToLong(PartFile::size).sum();
    }

    /** {@return the same, from another source} */
    Part from(String newSource) {
        return new Part(name, kind, newSource, files, facts);
    }

    /** {@return one of its facts} */
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }
}
