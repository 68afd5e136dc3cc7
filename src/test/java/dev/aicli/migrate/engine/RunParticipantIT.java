package dev.aicli.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When those who take part in a run are asked, and what they can still stop. */
class RunParticipantIT {
    @TempDir
    Path root;

    private final List<String> heard = new ArrayList<>();
    private SchemaProject project;
    private String refusesAt = "";

    private final class Recorder implements RunParticipant {
        private void hear(String what) {
            heard.add(what);
            if (what.equals(refusesAt)) {
                throw new BackupException("no " + what);
            }
        }

        @Override
        public RunStamp beforeRun(RunStamp stamp, Plan plan) {
            hear("before-run of " + plan.steps().size());
            return stamp;
        }

        @Override
        public void beforeStep(RunStamp stamp, Step step) {
            hear("before " + step.migration().version());
        }

        @Override
        public void afterStep(RunStamp stamp, StepResult result) {
            hear("after " + result.step().migration().version());
        }

        @Override
        public void verify(RunStamp stamp, RunReport report) {
            hear("verify at " + project.head());
        }

        @Override
        public void afterRun(RunStamp stamp, RunReport report) {
            hear("after-run of " + report.results().size());
        }

        @Override
        public void onFailure(RunStamp stamp, Plan plan, MigrateException failure) {
            heard.add("failed: " + failure.getMessage());
        }
    }

    @BeforeEach
    void twoMigrations() {
        project = new SchemaProject(root, "sqlite:" + root.resolve("app.db")).with(new Recorder());
        project.file("1_a.up.sql", "CREATE TABLE a (x);").file("2_b.up.sql", "CREATE TABLE b (x);");
    }

    @Test
    void allAreHeardInTheirOrderAndVerificationSeesWhatWasApplied() {
        project.up();

        assertThat(heard)
                .containsExactly(
                        "before-run of 2",
                        "before 1",
                        "after 1",
                        "before 2",
                        "after 2",
                        "verify at 2",
                        "after-run of 2");
    }

    @Test
    void aRefusedVerificationFailsTheRunAndWhatWasAppliedStays() {
        refusesAt = "verify at 2";

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> project.up())
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_FAILED));

        assertThat(heard).endsWith("verify at 2", "failed: no verify at 2");
        assertThat(project.head()).isEqualTo("2");
        assertThat(project.verifyHistory().fault()).isEmpty();
        heard.clear();
        project.up();
        assertThat(heard).isEmpty();
    }

    @Test
    void whoRefusesBeforeTheRunStopsItBeforeAnythingIsApplied() {
        refusesAt = "before-run of 2";

        assertThatExceptionOfType(BackupException.class).isThrownBy(() -> project.up());

        assertThat(heard).containsExactly("before-run of 2", "failed: no before-run of 2");
        assertThat(project.query("SELECT count(*) FROM sqlite_master WHERE name IN ('a', 'migration_history')"))
                .isEqualTo("0");
    }

    @Test
    void whoRefusesAStepStopsTheRunThere() {
        refusesAt = "before 2";

        assertThatExceptionOfType(BackupException.class).isThrownBy(() -> project.up());

        assertThat(heard).endsWith("after 1", "before 2", "failed: no before 2");
        assertThat(project.head()).isEqualTo("1");
    }
}
