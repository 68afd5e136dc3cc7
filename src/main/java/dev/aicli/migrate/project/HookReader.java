package dev.aicli.migrate.project;

import dev.aicli.migrate.backup.Hook;
import dev.aicli.migrate.backup.HookEvent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the project file's {@code hooks} section: for each event a command, or a list of them. */
final class HookReader {
    private HookReader() {}

    static Map<HookEvent, List<Hook>> read(YamlSection hooks) {
        Map<HookEvent, List<Hook>> read = new EnumMap<>(HookEvent.class);
        for (HookEvent event : HookEvent.values()) {
            List<Hook> commands = hooks.sections(event.key(), "command").stream()
                    .map(HookReader::hook)
                    .toList();
            if (!commands.isEmpty()) {
                read.put(event, commands);
            }
        }
        hooks.finish();
        return read;
    }

    private static Hook hook(YamlSection section) {
        boolean shell = section.value("shell").map(ProjectValue::asBoolean).orElse(false);
        List<String> command =
                shell ? List.of(section.required("command").text()) : BackupReader.words(section, "command");
        if (command.isEmpty()) {
            section.required("command");
        }
        Duration timeout = ProjectReader.duration(section.value("timeout")).orElse(Hook.DEFAULT_TIMEOUT);
        section.finish();
        return new Hook(command, shell, timeout);
    }
}
