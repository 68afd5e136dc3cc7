package dev.aicli.migrate.history;

import dev.aicli.migrate.model.Version;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** All rows of the ledger at one moment, oldest first. */
public final class History {
    /** The history of a target that has none. */
    public static final History EMPTY = new History(List.of());

    private final List<Row> rows;

    History(List<Row> rows) {
        this.rows = rows;
    }

    /** {@return the rows, oldest first, without down scripts} */
    public List<Row> rows() {
        return rows;
    }

    /** {@return what is in force on that target} */
    public AppliedState applied(Subject subject, Function<String, Version> parseVersion) {
        return AppliedState.of(rows.stream().filter(row -> row.entry().subject().equals(subject)), parseVersion);
    }

    /** {@return every target that was ever recorded for a track, in order of appearance} */
    public Set<Subject> subjects(String track) {
        Set<Subject> subjects = new LinkedHashSet<>();
        for (Row row : rows) {
            if (row.entry().subject().track().equals(track)) {
                subjects.add(row.entry().subject());
            }
        }
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
