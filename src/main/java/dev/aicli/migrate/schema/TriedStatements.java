package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.schema.DryRunStatement.TableLock;
import dev.aicli.migrate.schema.DryRunStep.Place;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the statements of one script did, as they are tried. */
final class TriedStatements {
    private static final int SHOWN = 1_000;
    private static final int EXCERPT_LINES = 2;

    private final PreparedScript script;
    private final Place place;
    private final List<DryRunStatement> shown = new ArrayList<>();
    private long omitted;

    TriedStatements(PreparedScript script, Place place) {
        this.script = script;
        this.place = place;
    }

    void add(SqlStatement statement, long nanos, long rows, List<TableLock> locks) {
        if (shown.size() >= SHOWN) {
            omitted++;
            return;
        }
        shown.add(new DryRunStatement(
                statement.number(),
                statement.start().line(),
                Excerpts.firstLines(statement.text(), EXCERPT_LINES),
                nanos / 1_000,
                rows,
                locks));
    }

    DryRunStep passed() {
        return step(Optional.empty());
    }

    DryRunStep failed(MigrateException failure) {
        return step(Optional.of(failure));
    }

    private DryRunStep step(Optional<MigrateException> failure) {
        return new DryRunStep(
                script.step(), shown, omitted, script.summary().statements(), place, Optional.empty(), failure);
    }
}
