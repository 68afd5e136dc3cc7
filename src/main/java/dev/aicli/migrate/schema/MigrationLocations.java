package dev.aicli.migrate.schema;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * Where a project's migrations lie.
 *
 * @param folders absolute; a new migration is written to the first
 * @param named whether somebody named them: then they have to be there
 * @param exclude patterns of what is passed over, relative to each folder: {@code testdata}, {@code drafts/*.sql}. One
 *     without a slash fits a name in any folder below; what lies below a folder that fits is passed over too
 */
public record MigrationLocations(List<Path> folders, boolean named, List<String> exclude) {
    public MigrationLocations {
        folders = List.copyOf(folders);
        exclude = List.copyOf(exclude);
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("no folder");
        }
    }

    /** One folder, with nothing left out. */
    public static MigrationLocations of(Path folder) {
        return new MigrationLocations(List.of(folder), true, List.of());
    }

    /** {@return whether a pattern can be read} */
    public static boolean isPattern(String text) {
        try {
            return !text.isBlank() && matcher(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static PathMatcher matcher(String pattern) {
        String plain = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
        return FileSystems.getDefault().getPathMatcher("glob:" + plain);
    }

    /** {@return what tells whether a path, relative to the folder that is read, is passed over} */
    PathMatcher excluded() {
        List<PathMatcher> anywhere = exclude.stream()
                .filter(pattern -> pattern.indexOf('/') < 0 || pattern.indexOf('/') == pattern.length() - 1)
                .map(MigrationLocations::matcher)
                .toList();
        List<PathMatcher> whole = exclude.stream()
                .filter(pattern -> pattern.indexOf('/') >= 0 && pattern.indexOf('/') < pattern.length() - 1)
                .map(MigrationLocations::matcher)
                .toList();
        return path -> whole.stream().anyMatch(matcher -> matcher.matches(path))
                || anywhere.stream().anyMatch(matcher -> matcher.matches(path.getFileName()));
    }
}
