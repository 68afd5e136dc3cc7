package dev.aicli.migrate.backup;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where PostgreSQL's client programs may lie.
 *
 * @param onPath the folders of the search path, in order
 * @param usual where packages put them, several versions beside each other
 */
public record ProgramFolders(List<Path> onPath, List<Path> usual) {
    private static final List<Path> FIXED = List.of(
            Path.of("/opt/homebrew/opt/libpq/bin"),
            Path.of("/usr/local/opt/libpq/bin"),
            Path.of("/usr/local/pgsql/bin"));

    public ProgramFolders {
        onPath = List.copyOf(onPath);
        usual = List.copyOf(usual);
    }

    /**
     * {@return the folders of this machine}
     *
     * @param searchPath as in the variable PATH
     */
    public static ProgramFolders of(String searchPath) {
        Set<Path> onPath = new LinkedHashSet<>();
        for (String folder : searchPath.split(Pattern.quote(File.pathSeparator), -1)) {
            if (!folder.isEmpty()) {
                onPath.add(Path.of(folder));
            }
        }
        List<Path> usual = new ArrayList<>(FIXED);
        usual.addAll(versions(Path.of("/usr/lib/postgresql"), "*"));
        usual.addAll(versions(Path.of("/usr"), "pgsql-*"));
        return new ProgramFolders(List.copyOf(onPath), usual);
    }

    private static List<Path> versions(Path parent, String names) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, names)) {
            found.forEach(folder -> folders.add(folder.resolve("bin")));
        } catch (IOException e) {
            // That system keeps them elsewhere.
        }
        return folders;
    }
}
