package dev.aicli.migrate.config.files;

import dev.aicli.migrate.config.migration.ConfigFormat;
import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The configuration files of a project, as they are there now.
 *
 * @param targets those that exist, each once, in the order of the project file
 * @param missing those that the project names and that do not exist
 */
public record ConfigFiles(List<ConfigTarget> targets, List<String> missing) {
    public ConfigFiles {
        targets = List.copyOf(targets);
        missing = List.copyOf(missing);
    }

    /**
     * Looks for the files of some patterns.
     *
     * @param directory the project's folder; no file may lie outside, by whatever links
     * @param own the program's own files and folders: no glob means what is there
     * @throws UsageException for what is no file, leaves the folder, or is too much
     */
    public static ConfigFiles find(Path directory, List<FilePattern> patterns, List<Path> own) {
        Search search = new Search(directory, own);
        patterns.forEach(search::add);
        return new ConfigFiles(List.copyOf(search.targets.values()), search.missing);
    }

    private static final class Search {
        private final Path directory;
        private final Path realDirectory;
        private final List<Path> own;
        private final Map<String, ConfigTarget> targets = new LinkedHashMap<>();
        private final Set<Path> real = new HashSet<>();
        private final List<String> missing = new ArrayList<>();

        Search(Path directory, List<Path> own) {
            this.directory = directory.toAbsolutePath().normalize();
            // A folder that holds all of the project says nothing.
            this.own = own.stream()
                    .map(path -> path.toAbsolutePath().normalize())
                    .filter(path -> !this.directory.startsWith(path))
                    .toList();
            try {
                this.realDirectory = this.directory.toRealPath();
            } catch (IOException e) {
                throw FileFaults.unreadable(directory.toString(), e);
            }
        }

        void add(FilePattern pattern) {
            if (pattern.isGlob()) {
                matching(pattern).forEach(path -> add(path, pattern));
            } else {
                Path path = directory.resolve(pattern.path()).normalize();
                if (isOwn(path)) {
                    throw FileFaults.refused(
                            pattern.path(),
                            "belongs to the migrations themselves and is no configuration of the application",
                            "leave it out of the files in the project file");
                }
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    add(path, pattern);
                } else {
                    missing.add(pattern.path());
                }
            }
        }

        private boolean isOwn(Path path) {
            return own.stream().anyMatch(path::startsWith);
        }

        private void add(Path path, FilePattern pattern) {
            String name = name(path, pattern);
            if (targets.containsKey(name)) {
                return;
            }
            try {
                Path file = path.toRealPath();
                if (!file.startsWith(realDirectory)) {
                    throw FileFaults.refused(
                            name,
                            "is a link out of the project's folder",
                            "have a project file in the folder where the file lies, and run there");
                }
                // A link beside the file that it leads to is the same file.
                if (real.add(file)) {
                    targets.put(name, new ConfigTarget(name, file, format(name, pattern), pattern.versionKey()));
                }
            } catch (IOException e) {
                throw FileFaults.unreadable(name, e);
            }
            if (targets.size() > FileLimits.MAX_FILES) {
                throw new UsageException("more than " + FileLimits.MAX_FILES + " configuration files")
                        .next("name fewer of them in the project file");
            }
        }

        private static ConfigFormat format(String name, FilePattern pattern) {
            if (ConfigFormat.isJson(name)) {
                throw FileFaults.refused(
                        name,
                        "is JSON, which cannot be edited yet",
                        "leave it out of the files in the project file; YAML and .env files can be edited");
            }
            return pattern.format()
                    .or(() -> ConfigFormat.of(name))
                    .orElseThrow(() -> FileFaults.refused(
                            name,
                            "has a name that says neither YAML nor .env",
                            "if it is one of the two, say so in the project file: {path: " + name
                                    + ", format: yaml} or format: env; else leave it out of the files there"));
        }

        private String name(Path path, FilePattern pattern) {
            if (!path.startsWith(directory)) {
                throw FileFaults.refused(
                        pattern.path(),
                        "lies outside the project's folder",
                        "have a project file in the folder where the file lies, and run there");
            }
            return directory.relativize(path).toString().replace('\\', '/');
        }

        private List<Path> matching(FilePattern pattern) {
            Path folder = directory.resolve(pattern.fixedFolder()).normalize();
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            PathMatcher matcher = directory.getFileSystem().getPathMatcher("glob:" + pattern.path());
            try (Stream<Path> paths = Files.walk(folder, FileLimits.MAX_FOLDER_DEPTH)) {
                return paths.filter(path -> matcher.matches(directory.relativize(path))
                                && !Files.isDirectory(path)
                                && !isOwn(path)
                                && !Replacement.isTemporary(path))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw FileFaults.unreadable(pattern.path(), e);
            } catch (UncheckedIOException e) {
                throw FileFaults.unreadable(pattern.path(), Objects.requireNonNull(e.getCause()));
            }
        }
    }
}
