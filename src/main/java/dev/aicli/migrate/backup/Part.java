package dev.aicli.migrate.backup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    /**
     * What a part is.
     *
     * @param word in JSON; for a copy of a database its kind
     */
    public record Kind(String word) {
        /** A copy of a file, byte for byte. */
        public static final Kind FILE = new Kind("file");

        /** A named point in the server's write-ahead log. */
        public static final Kind RESTORE_POINT = new Kind("restore-point");

        /** What the user's own command made, known by what it printed. */
        public static final Kind COMMAND = new Kind("command");

        /** A snapshot of a Redis server. */
        public static final Kind REDIS = new Kind("redis");

        private static final Set<Kind> NO_COPY_OF_A_DATABASE = Set.of(FILE, RESTORE_POINT, COMMAND, REDIS);

        /** {@return a copy of a database of that kind} */
        public static Kind copyOf(String databaseKind) {
            return new Kind(databaseKind);
        }

        boolean isDatabase() {
            return !equals(FILE) && !equals(REDIS);
        }

        /** {@return whether it is a copy of a database that we made} */
        boolean isCopyOfDatabase() {
            return !NO_COPY_OF_A_DATABASE.contains(this);
        }

        @Override
        public String toString() {
            return word;
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
