package dev.aicli.migrate.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, told apart from every other one: also from a later one with the same number, and from one with the same
 * number on another machine or in another container.
 *
 * @param machine the boot of a machine and the name space of its process numbers; empty when it cannot be told
 * @param pid the process number
 * @param startedMillis when it started, epoch milliseconds; 0 when the system does not tell
 */
record ProcessIdentity(String machine, long pid, long startedMillis) {
    /** {@return this process} */
    static ProcessIdentity current() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessIdentity(thisMachine(), self.pid(), started(self));
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

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** {@return whether the process is certainly gone; false when it lives or when nobody here can tell} */
    boolean isKnownDead() {
        if (machine.isEmpty() || !machine.equals(thisMachine())) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isEmpty() || !process.get().isAlive() || started(process.get()) != startedMillis;
    }

    /** {@return whether the process certainly lives; false when it is gone or when nobody here can tell} */
    boolean isKnownAlive() {
        return !machine.isEmpty() && machine.equals(thisMachine()) && !isKnownDead();
    }
}
