package dev.aicli.migrate.history;

import dev.aicli.migrate.model.NumericVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A history written down by hand. */
public final class RecordedHistory {
    private final List<Row> rows = new ArrayList<>();
    private final Subject subject;

    public RecordedHistory(Subject subject) {
        this.subject = subject;
    }

    public RecordedHistory up(String version) {
        return add(version, Action.UP, Status.SUCCESS, true);
    }

    public RecordedHistory upWithoutDown(String version) {
        return add(version, Action.UP, Status.SUCCESS, false);
    }

    public RecordedHistory down(String version) {
        return add(version, Action.DOWN, Status.SUCCESS, false);
    }

    /** A way down, after which the version was that; empty for none. */
    public RecordedHistory down(String version, String head) {
        return add(
                version, Action.DOWN, Status.SUCCESS, false, Optional.of(head).filter(text -> !text.isEmpty()));
    }

    public RecordedHistory failed(String version) {
        return add(version, Action.UP, Status.FAILED, false);
    }

    public RecordedHistory baseline(String version) {
        return add(version, Action.BASELINE, Status.SUCCESS, false);
    }

    public RecordedHistory force(String version) {
        return add(version, Action.FORCE, Status.SUCCESS, false);
    }

    /** A restore, after which the version was that; empty for none. */
    public RecordedHistory restore(String version) {
        RunStamp stamp = new RunStamp("run", Optional.empty(), "test", "tester", Optional.empty());
        Optional<String> head = Optional.of(version).filter(text -> !text.isEmpty());
        Entry entry = Entry.declaration(stamp, subject, version, Action.RESTORE, head);
        rows.add(new Row(rows.size() + 1L, entry, false, "hash"));
        return this;
    }

    /** {@return the fold over what was written} */
    public AppliedState state() {
        return AppliedState.of(rows, NumericVersion::of);
    }

    private RecordedHistory add(String version, Action action, Status status, boolean hasDownScript) {
        return add(version, action, status, hasDownScript, Optional.of(version));
    }

    private RecordedHistory add(
            String version, Action action, Status status, boolean hasDownScript, Optional<String> head) {
        Entry entry = new Entry(
                new RunStamp("run", Optional.empty(), "test", "tester", Optional.empty()),
                subject,
                version,
                "m" + version,
                action,
                status,
                Optional.empty(),
                head,
                Optional.empty(),
                Optional.empty(),
                StatementCount.NONE,
                Instant.EPOCH,
                Optional.of(0L),
                Optional.empty(),
                Optional.empty());
        rows.add(new Row(rows.size() + 1L, entry, hasDownScript, "hash"));
        return this;
    }
}
