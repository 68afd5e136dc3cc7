package dev.aicli.migrate.history;

import dev.aicli.migrate.model.ProcessStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A process, told apart from every other one: also from a later one with the same number, and from one with the same
 * number on another machine or in another container.
 *
 * @param machine the boot of a machine and the name space of its process numbers; empty when it cannot be told
 * @param pid the process number
 * @param started when it started, as {@link ProcessStart} tells; 0 when the system does not
 */
record ProcessIdentity(String machine, long pid, long started) {
    /** {@return this process} */
    static ProcessIdentity current() {
        long pid = ProcessHandle.current().pid();
        return new ProcessIdentity(thisMachine(), pid, ProcessStart.ticks(pid).orElse(0));
    }

    private static String thisMachine() {
        try {
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException e) {
            return "";
        }
    }

    /** {@return whether the process is certainly gone; false when it lives or when nobody here can tell} */
    boolean isKnownDead() {
        if (machine.isEmpty() || !machine.equals(thisMachine())) {
            return false;
        }
        OptionalLong now = ProcessStart.ticks(pid);
        return now.isPresent() ? now.getAsLong() != started : ProcessStart.seesAll();
    }

    /** {@return whether the process certainly lives; false when it is gone or when nobody here can tell} */
    boolean isKnownAlive() {
        OptionalLong now = ProcessStart.ticks(pid);
        return !machine.isEmpty() && machine.equals(thisMachine()) && now.isPresent() && now.getAsLong() == started;
    }
}
