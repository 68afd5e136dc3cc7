package dev.aicli.migrate.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file's owner, group, mode and time of modification, as facts of a backup's part. */
public final class FileFacts {
    private static final String OWNER = "owner";
    private static final String GROUP = "group";
    private static final String MODE = "mode";
    private static final String MODIFIED = "modified";

    private FileFacts() {}

    /** {@return what the system tells of a file} */
    public static Map<String, String> read(Path file) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            PosixFileAttributes attributes = view.readAttributes();
            facts.put(OWNER, attributes.owner().getName());
            facts.put(GROUP, attributes.group().getName());
            facts.put(MODE, PosixFilePermissions.toString(attributes.permissions()));
        }
        facts.put(MODIFIED, Files.getLastModifiedTime(file).toInstant().toString());
        return facts;
    }

    /** Gives them to a file. What already is so is left alone, for only root may give files away. */
    static void apply(Map<String, String> facts, Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        String mode = facts.get(MODE);
        String owner = facts.get(OWNER);
        String group = facts.get(GROUP);
        if (view != null && mode != null && owner != null && group != null) {
            UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
            PosixFileAttributes present = view.readAttributes();
            if (!present.owner().getName().equals(owner)) {
                view.setOwner(names.lookupPrincipalByName(owner));
            }
            if (!present.group().getName().equals(group)) {
                view.setGroup(names.lookupPrincipalByGroupName(group));
            }
            view.setPermissions(PosixFilePermissions.fromString(mode));
        }
        String modified = facts.get(MODIFIED);
        if (modified != null) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse(modified)));
        }
    }
}
