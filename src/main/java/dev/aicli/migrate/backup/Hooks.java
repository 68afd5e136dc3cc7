package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The hooks of a project: those of the project file in its order, then the executables in {@code hooks/<event>.d} in
 * the order of their names.
 *
 * @param configured by event, as the project file has them
 * @param directory the project's folder, in which hooks run
 */
public record Hooks(Map<HookEvent, List<Hook>> configured, Path directory) {
    public Hooks {
        configured = Map.copyOf(configured);
    }

    /** {@return what is to run at an event, in order} */
    List<Hook> of(HookEvent event) {
        List<Hook> hooks = new ArrayList<>(configured.getOrDefault(event, List.of()));
        Path folder = directory.resolve("hooks").resolve(event.key() + ".d");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                        .sorted()
                        .map(file -> new Hook(List.of(file.toString()), false, Hook.DEFAULT_TIMEOUT))
                        .forEach(hooks::add);
            } catch (IOException e) {
                throw new BackupException("cannot read the folder of hooks " + folder + ": " + e.getMessage(), e)
                        .next("see that it is readable");
            }
        }
        return hooks;
    }
}
