package dev.aicli.migrate.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.NumericVersion;
import org.junit.jupiter.api.Test;

class AppliedStateTest {
    private final RecordedHistory history = new RecordedHistory(new Subject("schema", "database"));

    private boolean contains(String version) {
        return history.state().contains(NumericVersion.of(version));
    }

    @Test
    void upAndDownFollowEachOther() {
        history.up("1").up("2").down("2");
        assertThat(contains("1")).isTrue();
        assertThat(contains("2")).isFalse();
        assertThat(history.state().head()).contains(NumericVersion.of("1"));
        history.down("1");
        assertThat(history.state().head()).isEmpty();
        assertThat(history.state().isEmpty()).isTrue();
    }

    @Test
    void aFailedStepIsPartialUntilItSucceeds() {
        history.up("1").failed("2");
        assertThat(history.state().partial().orElseThrow().version()).isEqualTo(NumericVersion.of("2"));
        assertThat(history.state().partial().orElseThrow().direction()).isEqualTo(Direction.UP);
        history.up("2");
        assertThat(history.state().partial()).isEmpty();
    }

    @Test
    void whatIsTakenBackBelowABaselineIsGone() {
        history.baseline("5").down("5");
        assertThat(contains("5")).isFalse();
        assertThat(contains("4")).isTrue();
        history.up("5");
        assertThat(contains("5")).isTrue();
    }

    @Test
    void aVersionThatWasOnlyDeclaredIsNotCurrentAfterAWayDownBelowIt() {
        history.baseline("50").up("60").down("60", "50");
        assertThat(history.state().head()).contains(NumericVersion.of("50"));
        history.down("20", "10");
        assertThat(history.state().head()).contains(NumericVersion.of("10"));
        history.down("10", "");
        assertThat(history.state().head()).isEmpty();
        history.up("10");
        assertThat(history.state().head()).contains(NumericVersion.of("10"));
    }

    @Test
    void whatLiesBelowABaselineThatIsTakenBackIsCurrent() {
        history.baseline("5").down("5", "4");
        assertThat(history.state().head()).contains(NumericVersion.of("4"));
    }

    @Test
    void forceDeclaresWhateverHappened() {
        history.up("1").up("2").up("3").force("2");
        assertThat(contains("3")).isFalse();
        assertThat(contains("2")).isTrue();
        assertThat(history.state().head()).contains(NumericVersion.of("2"));
    }

    @Test
    void aRestoreThatCameWithItsHistoryTellsNothingNew() {
        history.up("2").up("3").restore("3");
        assertThat(contains("1")).isFalse();
        assertThat(contains("2")).isTrue();
        assertThat(history.state().head()).contains(NumericVersion.of("3"));
        history.down("3");
        assertThat(history.state().head()).contains(NumericVersion.of("2"));
    }

    @Test
    void aRestoreOfFilesAloneDeclaresTheirVersion() {
        history.up("1").up("2").up("3").restore("2");
        assertThat(contains("3")).isFalse();
        assertThat(contains("2")).isTrue();
        assertThat(history.state().head()).contains(NumericVersion.of("2"));
    }

    @Test
    void aRestoreOfWhatWasThereBeforeTheFirstMigrationLeavesNothingApplied() {
        history.up("1").failed("2").restore("");
        assertThat(history.state().isEmpty()).isTrue();
        assertThat(history.state().partial()).isEmpty();
    }
}
