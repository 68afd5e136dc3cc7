package dev.aicli.migrate.config.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the files of a project lie that its journal names: those that the project file names, inside the project's
 * folder once links are followed.
 */
final class ProjectPlaces implements SwapJournal.Places {
    private final Path directory;
    private final List<FilePattern> files;

    ProjectPlaces(Path directory, List<FilePattern> files) {
        this.directory = directory.toAbsolutePath().normalize();
        this.files = List.copyOf(files);
    }

    @Override
    public Path of(String name) throws IOException {
        Path file = place(name);
        Path real = Files.exists(file) ? file.toRealPath() : file;
        boolean inside = real.startsWith(Files.exists(file) ? directory.toRealPath() : directory);
        boolean named = inside && files.stream().anyMatch(pattern -> isNamed(pattern, name));
        if (!named) {
            throw new IOException("it is about " + name + ", which is no file of this project; delete it when it was"
                    + " copied from another one");
        }
        return real;
    }

    private Path place(String name) throws IOException {
        try {
            return directory.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new IOException("it is damaged", e);
        }
    }

    private boolean isNamed(FilePattern pattern, String name) {
        Path relative = Path.of(name).normalize();
        return pattern.isGlob()
                ? directory
                        .getFileSystem()
                        .getPathMatcher("glob:" + pattern.path())
                        .matches(relative)
                : Path.of(pattern.path()).normalize().equals(relative);
    }
}
