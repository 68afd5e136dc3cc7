package dev.aicli.migrate.platform.sqlite.connection;

import dev.aicli.migrate.database.HomeFolder;
import dev.aicli.migrate.model.OwnerRights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native library, kept in the user's cache folder ({@code $XDG_CACHE_HOME}, else {@code ~/.cache}) once it was
 * taken out of the program. The driver by itself unpacks it at every start, which takes longer than most commands.
 *
 * <p>A library is code, so it is loaded only from a folder that belongs to this user and that nobody else may write to.
 * Where there is no such folder, and where the library does not load, the driver unpacks its own as ever.
 */
final class SqliteLibrary {
    private static final String FOLDER_PROPERTY = "org.sqlite.lib.path";
    private static final String UNKNOWN_VERSION = "unknown";

    private SqliteLibrary() {}

    /** Lets the driver find the library, unless it was told already where that is. */
    static synchronized void provide() {
        if (System.getProperty(FOLDER_PROPERTY) == null) {
            try {
                cached().ifPresent(folder -> System.setProperty(FOLDER_PROPERTY, folder.toString()));
            } catch (IOException | UnsupportedOperationException e) {
                // A cache is about time only: the driver goes on without.
            }
        }
    }

    private static Optional<Path> cached() throws IOException {
        Optional<String> platform = platform();
        String version = SQLiteJDBCLoader.getVersion();
        Path cache = cacheFolder();
        Path home = cache.getParent();
        if (platform.isEmpty() || version.equals(UNKNOWN_VERSION) || home == null || !Files.isDirectory(home)) {
            return Optional.empty();
        }
        String name = System.mapLibraryName("sqlitejdbc");
        Path folder = cache.resolve("aicli-web")
                .resolve("sqlite-" + version + "-" + platform.get().replace('/', '-'));
        Path library = folder.resolve(name);
        if (!Files.exists(library)) {
            Files.createDirectories(folder, OwnerRights.folder());
            if (isOurs(folder)) {
                unpack("/org/sqlite/native/" + platform.get() + "/" + name, library);
            }
        }
        return isOurs(folder) && isOurs(library) ? Optional.of(folder) : Optional.empty();
    }

    private static Path cacheFolder() {
        String chosen = System.getenv("XDG_CACHE_HOME");
        return chosen == null || chosen.isBlank() || !Path.of(chosen).isAbsolute()
                ? HomeFolder.of(System.getenv()).resolve(".cache")
                : Path.of(chosen);
    }

    /** {@return the driver's name for this kind of machine; empty for those that are rare} */
    private static Optional<String> platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "");
        String known = processor.equals("amd64") ? "x86_64" : processor;
        if (!known.equals("x86_64") && !known.equals("aarch64")) {
            return Optional.empty();
        }
        if (system.startsWith("mac")) {
            return Optional.of("Mac/" + known);
        }
        boolean musl = Files.exists(Path.of("/lib/ld-musl-" + known + ".so.1"));
        return system.equals("linux") ? Optional.of((musl ? "Linux-Musl/" : "Linux/") + known) : Optional.empty();
    }

    /** Written beside and renamed: of several processes at once each leaves a whole file. */
    private static void unpack(String resource, Path library) throws IOException {
        Path fresh = Files.createTempFile(library.getParent(), "new", null);
        try (InputStream in = SqliteLibrary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the program has no " + resource);
            }
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
            Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static boolean isOurs(Path path) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return !attributes.isSymbolicLink()
                && attributes.owner().getName().equals(System.getProperty("user.name"))
                && !attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                && !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    }
}
