package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.history.Action;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Row;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.StatementCount;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.release.ReleaseRecords;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The transitions of an installation, folded from its history: what is open, and which way leads back. */
public final class TransitionRecords {
    private final Deque<Transition> upgrades = new ArrayDeque<>();
    private final Optional<Transition> open;
    private final Optional<Transition> undone;
    private final Optional<Transition> takenBack;

    private TransitionRecords(List<Row> rows) {
        rows.forEach(row -> add(row.entry()));
        Optional<Entry> last = rows.stream().map(Row::entry).reduce((earlier, later) -> later);
        this.open = last.filter(entry -> entry.status() == Status.RUNNING).flatMap(TransitionRecords::transition);
        Optional<Transition> ended =
                last.filter(entry -> entry.status() == Status.SUCCESS).flatMap(TransitionRecords::transition);
        this.undone = ended.filter(transition -> transition.kind() == Transition.Kind.UNDO);
        this.takenBack = ended.filter(transition -> transition.kind() == Transition.Kind.ROLLBACK);
    }

    public static TransitionRecords of(History history) {
        return new TransitionRecords(history.rows(ReleaseRecords.APPLICATION));
    }

    private void add(Entry entry) {
        if (entry.status() != Status.SUCCESS) {
            return;
        }
        Optional<Transition> transition = transition(entry);
        if (transition.isPresent() && transition.get().kind() == Transition.Kind.UPGRADE) {
            // After a rollback that was turned round the way back is still the one of the first time.
            boolean again = !upgrades.isEmpty()
                    && upgrades.peek().to().equals(transition.get().to());
            if (!again) {
                upgrades.push(transition.get());
            }
        } else if (transition.isPresent() || entry.action() == Action.RESTORE) {
            // Whatever leads away from the release that the last upgrade led to has taken that upgrade back.
            while (!upgrades.isEmpty() && !upgrades.peek().to().equals(entry.headVersion())) {
                upgrades.pop();
            }
        } else {
            upgrades.clear();
        }
    }

    private static Optional<Transition> transition(Entry entry) {
        return entry.data().flatMap(data -> TransitionJson.read(data, entry.startedAt()));
    }

    /** {@return the transition that began and did not end: its run goes on, or died} */
    public Optional<Transition> open() {
        return open;
    }

    /** {@return the upgrade that failed and left nothing behind, when that was the last thing to happen} */
    Optional<Transition> undone() {
        return undone;
    }

    /** {@return the rollback that was the last thing to happen: the upgrade that began last is taken back} */
    Optional<Transition> takenBack() {
        return takenBack;
    }

    /** {@return the ids of the backups from before all upgrades that can be taken back} */
    public Set<String> backups() {
        return Stream.concat(open.stream(), upgrades.stream())
                .flatMap(transition -> transition.backupId().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return whether there is an upgrade that a rollback would take back} */
    boolean isEmpty() {
        return open.isEmpty() && upgrades.isEmpty();
    }

    /**
     * {@return the upgrades that have to be taken back, the last one first; empty when there is no such way}
     *
     * @param destination whether an upgrade began where one wants to be
     */
    List<Transition> wayBack(Predicate<Transition> destination) {
        List<Transition> way = new ArrayList<>();
        open.filter(transition -> transition.kind() == Transition.Kind.UPGRADE).ifPresent(way::add);
        way.addAll(upgrades);
        for (int i = 0; i < way.size(); i++) {
            if (destination.test(way.get(i))) {
                return List.copyOf(way.subList(0, i + 1));
            }
        }
        return List.of();
    }

    /** {@return the row that says that a transition has begun; the installation is still where it was} */
    static Entry begun(RunStamp stamp, Transition transition) {
        return row(stamp, transition, transition.before().release())
                .withStatus(Status.RUNNING, StatementCount.NONE, Optional.empty());
    }

    /** {@return the row that says that a transition has reached its release} */
    static Entry reached(RunStamp stamp, Transition transition, Optional<String> error) {
        return row(stamp, transition, transition.to()).withStatus(Status.SUCCESS, StatementCount.NONE, error);
    }

    private static Entry row(RunStamp stamp, Transition transition, Optional<String> head) {
        return Entry.declaration(
                        stamp, ReleaseRecords.APPLICATION, transition.to().orElse(""), Action.RELEASE, head)
                .withData(TransitionJson.write(transition));
    }
}
