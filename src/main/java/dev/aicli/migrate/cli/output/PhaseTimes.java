package dev.aicli.migrate.cli.output;

import dev.aicli.migrate.model.Phase;
import dev.aicli.migrate.model.ProcessStart;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where the time of one command goes. It is in one phase at a time, and may come back to one. */
public final class PhaseTimes {
    private static final double NANOS_OF_MILLI = 1e6;

    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
    private final long begun = System.nanoTime();
    private Phase current = Phase.CONFIGURATION;
    private long since = begun;

    /** From now on time goes to that phase. */
    public void enter(Phase next) {
        long now = System.nanoTime();
        nanos.put(current, nanos.getOrDefault(current, 0L) + now - since);
        since = now;
        current = next;
    }

    /** {@return the phases that were met so far, in their order, each with its whole milliseconds} */
    public List<PhaseTime> times() {
        enter(current);
        List<PhaseTime> times = new ArrayList<>();
        ProcessStart.age()
                .map(age -> age.minusNanos(System.nanoTime() - begun))
                .ifPresent(start -> times.add(new PhaseTime(Phase.START, Math.max(0, start.toMillis()))));
        nanos.forEach((phase, taken) -> times.add(new PhaseTime(phase, Math.round(taken / NANOS_OF_MILLI))));
        return times;
    }

    /** A phase, and how long it took. */
    public record PhaseTime(Phase phase, long millis) {}
}
