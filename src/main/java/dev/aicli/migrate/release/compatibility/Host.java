package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.backup.BackupSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine that the program runs on, as the project sees it.
 *
 * @param directory the project's folder, in which programs are asked for their versions
 * @param environment the environment variables
 * @param backup the servers as a run would back them up; none when no backup is wanted
 * @param backupDirectory where backups go
 * @param freeBytes how much room there is
 */
public record Host(
        Path directory,
        Map<String, String> environment,
        List<BackupSource> backup,
        Path backupDirectory,
        long freeBytes) {
    public Host {
        backup = List.copyOf(backup);
    }

    /** {@return what is backed up in that way} */
    <T extends BackupSource> Optional<T> source(Class<T> type) {
        return backup.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Leaves the environment out: one of its variables may be a password. */
    @Override
    public String toString() {
        return "Host[" + directory + "]";
    }
}
