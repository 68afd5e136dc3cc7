package dev.aicli.migrate.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of a PostgreSQL server, from the jars that the build puts into {@code target/postgres}. */
final class PostgresBinaries {
    private static final Path JARS = Path.of("target", "postgres");
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> DATA = PosixFilePermissions.fromString("rw-r--r--");

    private PostgresBinaries() {}

    /** {@return the folder with {@code bin}, {@code lib} and {@code share} of a major version, unpacked once} */
    static Path of(int majorVersion) throws IOException {
        Path jar = JARS.resolve("postgres-" + majorVersion + ".jar");
        // Not under target: the server runs as another user when we are root, and may not be allowed into our folders.
        String key = Files.size(jar) + "-" + System.getProperty("user.name");
        Path unpacked = temporaryFolder().resolve("aicli-web-postgres-" + majorVersion + "-" + key);
        if (!Files.isDirectory(unpacked)) {
            unpack(jar, unpacked);
        }
        return unpacked;
    }

    static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void unpack(Path jar, Path target) throws IOException {
        Path partial = Files.createTempDirectory(temporaryFolder(), "aicli-web-postgres-partial-");
        try (ZipFile archive = new ZipFile(jar.toFile());
                Stream<? extends ZipEntry> entries = archive.stream()) {
            ZipEntry packed = entries.filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream raw = archive.getInputStream(packed);
                    TarArchiveInputStream files = new TarArchiveInputStream(new XZInputStream(raw))) {
                for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                    unpack(files, entry, partial.resolve(entry.getName()));
                }
            }
        }
        Files.setPosixFilePermissions(partial, PROGRAM);
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process was quicker.
            if (!Files.isDirectory(target)) {
                throw e;
            }
            PostgresServer.deleteFolder(partial);
        }
    }

    private static void unpack(TarArchiveInputStream files, TarArchiveEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(files, target);
            Files.setPosixFilePermissions(target, (entry.getMode() & 0100) != 0 ? PROGRAM : DATA);
        }
    }
}
