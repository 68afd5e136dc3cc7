package dev.aicli.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.history.RecordedHistory;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.ValidationException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Subject SUBJECT = new Subject("schema", "database");
    private final RecordedHistory history = new RecordedHistory(SUBJECT);

    private static Migration migration(String version) {
        return new Migration(
                NumericVersion.of(version), "m" + version, script(version + ".up.sql"), script(version + ".down.sql"));
    }

    private static Optional<Script> script(String name) {
        return Optional.of(Scripts.inMemory(name, "SELECT 1"));
    }

    private List<String> plan(Goal goal, String... versions) {
        return planner(false, versions).plan(goal).steps().stream()
                .map(step -> step.direction().word() + " " + step.migration().version() + " from "
                        + step.script().name())
                .toList();
    }

    private Planner planner(boolean allowOutOfOrder, String... versions) {
        AppliedState state = history.state();
        return new Planner(
                SUBJECT,
                Stream.of(versions).map(PlannerTest::migration).toList(),
                state,
                applied -> Scripts.inMemory("stored " + applied.version(), "SELECT 1"),
                allowOutOfOrder);
    }

    @Test
    void upTakesWhatIsPendingInOrder() {
        history.up("1");
        assertThat(plan(new Goal.UpToLatest(), "10", "1", "2"))
                .containsExactly("up 2 from 2.up.sql", "up 10 from 10.up.sql");
        assertThat(plan(new Goal.UpSteps(1), "1", "2", "10")).containsExactly("up 2 from 2.up.sql");
        assertThat(plan(new Goal.UpTo(NumericVersion.of("2")), "1", "2", "10")).containsExactly("up 2 from 2.up.sql");
    }

    @Test
    void nothingIsPlannedWhenTheGoalIsReached() {
        history.up("1").up("2");
        assertThat(plan(new Goal.UpToLatest(), "1", "2")).isEmpty();
        assertThat(plan(new Goal.UpTo(NumericVersion.of("2")), "1", "2")).isEmpty();
        assertThat(plan(new Goal.DownTo(NumericVersion.of("2")), "1", "2")).isEmpty();
    }

    @Test
    void downTakesTheHighestFirst() {
        history.up("1").up("10").up("2");
        assertThat(plan(new Goal.DownSteps(2), "1", "2", "10"))
                .containsExactly("down 10 from 10.down.sql", "down 2 from 2.down.sql");
        assertThat(plan(new Goal.DownTo(NumericVersion.of("1")), "1", "2", "10"))
                .hasSize(2);
        assertThat(plan(new Goal.DownTo(NumericVersion.of("0")), "1", "2", "10"))
                .hasSize(3);
        assertThat(plan(new Goal.DownAll(), "1", "2", "10")).hasSize(3);
    }

    @Test
    void redoGoesDownAndUpAgain() {
        history.up("1").up("2");
        assertThat(plan(new Goal.Redo(2), "1", "2"))
                .containsExactly(
                        "down 2 from 2.down.sql", "down 1 from 1.down.sql", "up 1 from 1.up.sql", "up 2 from 2.up.sql");
    }

    @Test
    void aDatabaseAheadOfTheFilesGoesDownByTheStoredScripts() {
        history.up("1").up("2");
        assertThat(plan(new Goal.DownAll(), "1")).containsExactly("down 2 from stored 2", "down 1 from 1.down.sql");
        assertThat(plan(new Goal.UpToLatest(), "1")).isEmpty();
        assertThat(planner(false, "1").missing()).hasSize(1);
    }

    @Test
    void aLowerVersionThatCameLateIsNamed() {
        history.up("1").up("5");
        assertThatThrownBy(() -> plan(new Goal.UpToLatest(), "1", "3", "4", "5", "6"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("3 m3, 4 m4");
        assertThat(planner(true, "1", "3", "5", "6").plan(new Goal.UpToLatest()).steps())
                .hasSize(2);
    }

    @Test
    void everythingUpToABaselineCountsAsApplied() {
        history.baseline("3");
        assertThat(plan(new Goal.UpToLatest(), "1", "2", "3", "4")).containsExactly("up 4 from 4.up.sql");
        assertThat(plan(new Goal.DownSteps(2), "1", "2", "3"))
                .containsExactly("down 3 from 3.down.sql", "down 2 from 2.down.sql");
    }

    @Test
    void forceClearsWhatLiesAboveAndWhatIsHalfDone() {
        history.up("1").up("2").failed("3").force("1");
        assertThat(history.state().partial()).isEmpty();
        assertThat(plan(new Goal.UpToLatest(), "1", "2", "3"))
                .containsExactly("up 2 from 2.up.sql", "up 3 from 3.up.sql");
    }

    @Test
    void goalsThatMakeNoSenseAreRefused() {
        history.up("1").up("2");
        assertThatThrownBy(() -> plan(new Goal.UpTo(NumericVersion.of("9")), "1", "2"))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> plan(new Goal.UpTo(NumericVersion.of("1")), "1", "2"))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> plan(new Goal.DownTo(NumericVersion.of("3")), "1", "2", "3"))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void aMigrationWithoutAWayBackStopsThePlan() {
        history.upWithoutDown("1");
        Planner planner = new Planner(
                SUBJECT,
                List.of(new Migration(NumericVersion.of("1"), "one", script("1.up.sql"), Optional.empty())),
                history.state(),
                applied -> Scripts.inMemory("never", ""),
                false);
        assertThatThrownBy(() -> planner.plan(new Goal.DownAll()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("1 one has no down script");
    }
}
