package dev.aicli.migrate.history;

import dev.aicli.migrate.model.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All rows of the ledger at one moment, oldest first. */
public final class History {
    /** The history of a target that has none. */
    public static final History EMPTY = new History(List.of());

    private final List<Row> rows;
    private final Map<Subject, List<Row>> rowsBySubject = new LinkedHashMap<>();
    private final Map<Subject, AppliedState> states = new ConcurrentHashMap<>();

    History(List<Row> rows) {
        this.rows = rows;
        for (Row row : rows) {
            rowsBySubject
                    .computeIfAbsent(row.entry().subject(), subject -> new ArrayList<>())
                    .add(row);
        }
    }

    /** {@return the rows, oldest first, without down scripts} */
    public List<Row> rows() {
        return rows;
    }

    /**
     * {@return what is in force on that target}
     *
     * @param parseVersion reads versions of the target's track
     */
    public AppliedState applied(Subject subject, Function<String, Version> parseVersion) {
        return states.computeIfAbsent(subject, target -> AppliedState.of(rows(target), parseVersion));
    }

    /** {@return the rows about that target, oldest first} */
    public List<Row> rows(Subject subject) {
        return Collections.unmodifiableList(rowsBySubject.getOrDefault(subject, List.of()));
    }

    /** {@return whether anything of that run was recorded} */
    public boolean contains(String runId) {
        return rows.stream().anyMatch(row -> row.entry().run().runId().equals(runId));
    }

    /** {@return whether anything that the run did on a track was recorded} */
    public boolean contains(String runId, String track) {
        return rows.stream()
                .map(Row::entry)
                .anyMatch(entry -> entry.run().runId().equals(runId)
                        && entry.subject().track().equals(track));
    }

    /** {@return every target that was ever recorded for a track, in order of appearance} */
    public Set<Subject> subjects(String track) {
        Set<Subject> subjects = new LinkedHashSet<>(rowsBySubject.keySet());
        subjects.removeIf(subject -> !subject.track().equals(track));
        return subjects;
    }

    /** {@return the place after which the next row goes} */
    ChainHead chainHead() {
        return rows.isEmpty() ? ChainHead.START : ChainHead.of(rows.get(rows.size() - 1));
    }

    /** {@return the format of the tables; 0 when there are none} */
    int format() {
        return rows.stream()
                .map(Row::entry)
                .filter(entry -> entry.action() == Action.FORMAT)
                .mapToInt(entry -> Integer.parseInt(entry.version()))
                .max()
                .orElse(0);
    }
}
