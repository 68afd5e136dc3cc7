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

/** The transitions of an installation, folded from its history: what is open, and which way leads back. */
public final class TransitionRecords {
    private final Deque<Transition> upgrades = new ArrayDeque<>();
    private final Optional<Transition> open;

    private TransitionRecords(List<Row> rows) {
        rows.forEach(row -> add(row.entry()));
        this.open = rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.get(rows.size() - 1).entry())
                        .filter(entry -> entry.status() == Status.RUNNING)
                        .flatMap(TransitionRecords::transition);
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
            upgrades.push(transition.get());
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

    /**
     * {@return the upgrades that have to be taken back to be at a release again, the last one first; empty when none
     * began there}
     *
     * @param release absent for where the last upgrade began
     */
    List<Transition> wayBack(Optional<String> release) {
        List<Transition> way = new ArrayList<>();
        open.filter(transition -> transition.kind() == Transition.Kind.UPGRADE).ifPresent(way::add);
        if (!isReached(way, release)) {
            for (Transition upgrade : upgrades) {
                way.add(upgrade);
                if (isReached(way, release)) {
                    break;
                }
            }
        }
        return isReached(way, release) ? way : List.of();
    }

    private static boolean isReached(List<Transition> way, Optional<String> release) {
        return !way.isEmpty()
                && (release.isEmpty()
                        || way.get(way.size() - 1).before().release().equals(release));
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
