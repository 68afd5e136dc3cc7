package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.ValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/** Checks that what is called like a file of SQL is one, before anything waits for what it might never give. */
final class SqlFile {
    private SqlFile() {}

    /**
     * Checks a file.
     *
     * <p>A link may lead anywhere, but to a file of SQL: errors show lines of a script, and those of
     * {@code /etc/shadow} are nobody's business.
     *
     * @param name its path as shown
     * @throws ValidationException when it is no regular file, or a link that leads nowhere or to something else
     */
    static void require(Path file, String name) throws IOException {
        BasicFileAttributes itself = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (itself.isRegularFile()) {
            return;
        }
        if (!itself.isSymbolicLink()) {
            throw refused(name, "is " + kind(itself) + ", not a file of SQL");
        }
        String link = "is a link to " + Files.readSymbolicLink(file);
        Path target;
        try {
            target = file.toRealPath();
        } catch (NoSuchFileException e) {
            throw refused(name, link + ", where there is no file");
        }
        BasicFileAttributes behind = Files.readAttributes(target, BasicFileAttributes.class);
        if (!behind.isRegularFile()) {
            throw refused(name, link + ", which is " + kind(behind) + ", not a file of SQL");
        }
        if (!target.toString().toLowerCase(Locale.ROOT).endsWith(".sql")) {
            throw refused(name, link + ", whose name does not end in .sql");
        }
    }

    private static String kind(BasicFileAttributes attributes) {
        return attributes.isDirectory() ? "a folder" : "a device, pipe or socket";
    }

    private static MigrateException refused(String name, String what) {
        return new ValidationException(name + " " + what)
                .at(SourceLocation.of(name))
                .next("move it elsewhere, or leave it out with an exclude pattern (migrations.exclude)");
    }
}
