package dev.aicli.migrate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.InterruptedRunException;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.MigrationFailedException;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookRunnerTest {
    private static final Step STEP = new Step(
            new Subject("schema", "database"),
            Direction.UP,
            new Migration(NumericVersion.of("3"), "add \"audit\" log", Optional.empty(), Optional.empty()));
    private static final Plan PLAN = new Plan(List.of(STEP));

    @TempDir
    Path root;

    private final Map<HookEvent, List<Hook>> configured = new EnumMap<>(HookEvent.class);
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Cancellation cancellation = new Cancellation();

    private HookRunner runner() {
        RunListener listener = new RunListener() {
            @Override
            public void warning(String message) {
                warnings.add(message);
            }
        };
        return new HookRunner(
                new Hooks(configured, root),
                new SchemaProject(root, "sqlite:app.db").database(),
                Masking.PATTERNS.with("hunter2hunter2"),
                output::add,
                listener,
                cancellation);
    }

    private void shell(HookEvent event, String... commands) {
        configured.put(
                event,
                List.of(commands).stream()
                        .map(command -> new Hook(List.of(command), true, Duration.ofSeconds(20)))
                        .toList());
    }

    private static RunReport report() {
        return new RunReport(Backups.stamp(), List.of(new StepResult(STEP, 7, 12, List.of())), 12, List.of());
    }

    @Test
    void hooksOfTheProjectFileComeFirstThenExecutablesInNameOrder() throws IOException {
        shell(HookEvent.BEFORE_RUN, "echo 1", "echo 2");
        executable("hooks/before-run.d/20-last", "echo 4");
        executable("hooks/before-run.d/10-first", "echo 3");
        Files.writeString(root.resolve("hooks/before-run.d/15-readme"), "no program");

        runner().beforeRun(Backups.stamp(), PLAN);

        assertThat(output).containsExactly("echo 1 | 1", "echo 2 | 2", "10-first | 3", "20-last | 4");
    }

    @Test
    void aHookIsToldOfTheRunAsJsonAndAsVariables() {
        shell(
                HookEvent.AFTER_STEP,
                "cat; echo $AICLI_EVENT $AICLI_VERSION $AICLI_DIRECTION \"$AICLI_DESCRIPTION\"; pwd");

        runner().afterStep(Backups.stamp(), report().results().get(0));

        assertThat(output.get(0))
                .contains("\"event\":\"after-step\"")
                .contains("\"database\":{\"kind\":\"sqlite\",\"address\":\"sqlite:app.db\"}")
                .contains(
                        "\"results\":[{\"track\":\"schema\",\"target\":\"database\",\"version\":\"3\",\"description\":"
                                + "\"add \\\"audit\\\" log\",\"direction\":\"up\",\"statements\":7,\"durationMillis\":12}]");
        assertThat(output.get(1)).endsWith("| after-step 3 up add \"audit\" log");
        assertThat(output.get(2)).endsWith("| " + root);
        assertThat(warnings).isEmpty();
    }

    @Test
    void withoutAShellArgumentsAreTakenAsTheyAre() {
        configured.put(
                HookEvent.BEFORE_RUN,
                List.of(new Hook(List.of("echo", "$HOME", "*", "a b"), false, Hook.DEFAULT_TIMEOUT)));

        runner().beforeRun(Backups.stamp(), PLAN);

        assertThat(output).containsExactly("echo | $HOME * a b");
    }

    @Test
    void aFailingHookBeforeARunStopsItAndTheNextOnesDoNotRun() {
        shell(HookEvent.BEFORE_RUN, "echo because; exit 3", "echo never");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> runner().beforeRun(Backups.stamp(), PLAN))
                .withMessage("the before-run hook echo because; exit 3 failed with status 3")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_FAILED))
                .satisfies(failure -> assertThat(failure.details()).containsEntry("output", "because"));
        assertThat(output).hasSize(1);
    }

    @Test
    void aFailingVerificationSaysThatTheStepsStay() {
        shell(HookEvent.VERIFY, "false");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> runner().verify(Backups.stamp(), report()))
                .satisfies(
                        failure -> assertThat(failure.nextStep().orElseThrow()).contains("stays applied"));
    }

    @Test
    void aFailingHookAfterwardsIsAWarningAndTheNextOnesRun() {
        shell(HookEvent.AFTER_RUN, "exit 1", "echo next");

        runner().afterRun(Backups.stamp(), report());

        assertThat(warnings).containsExactly("the after-run hook exit 1 failed with status 1");
        assertThat(output).containsExactly("echo next | next");
    }

    @Test
    void aFailureIsTold() {
        shell(HookEvent.ON_FAILURE, "echo \"$AICLI_ERROR ($AICLI_EXIT_CODE)\"; grep -o '\"error\":.*'");

        runner().onFailure(Backups.stamp(), PLAN, new MigrationFailedException("it broke"));

        assertThat(output.get(0)).endsWith("| it broke (1)");
        assertThat(output.get(1)).endsWith("| \"error\":{\"message\":\"it broke\",\"exitCode\":1}}");
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        configured.put(
                HookEvent.BEFORE_RUN, List.of(new Hook(List.of("no-such-program"), false, Hook.DEFAULT_TIMEOUT)));

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> runner().beforeRun(Backups.stamp(), PLAN))
                .withMessageContaining("cannot be started: there is no program no-such-program on PATH");
    }

    @Test
    void aHookThatIgnoresSigtermIsEndedWithItsChildren() throws Exception {
        configured.put(
                HookEvent.BEFORE_RUN,
                List.of(new Hook(
                        List.of(
                                "trap '' TERM; sleep 1000 & echo $! >child; echo $$ >self; while true; do sleep 1; done"),
                        true,
                        Duration.ofSeconds(1))));

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> runner().beforeRun(Backups.stamp(), PLAN))
                .withMessageContaining("took longer than its time limit of 1 s and was ended");
        assertGone("child");
        assertGone("self");
    }

    @Test
    void aWishToStopEndsAHook() throws Exception {
        shell(HookEvent.BEFORE_RUN, "echo $$ >self; sleep 1000");
        Thread canceller = new Thread(() -> {
            await().until(() -> Files.exists(root.resolve("self")));
            cancellation.cancel(ExitCode.INTERRUPTED);
        });
        canceller.start();

        assertThatExceptionOfType(InterruptedRunException.class)
                .isThrownBy(() -> runner().beforeRun(Backups.stamp(), PLAN));
        canceller.join();
        assertGone("self");
    }

    @Test
    void aHookThatLeavesAProcessBehindDoesNotHoldTheRun() {
        shell(HookEvent.BEFORE_RUN, "sleep 5 & echo done");

        runner().beforeRun(Backups.stamp(), PLAN);

        assertThat(output.get(0)).endsWith("| done");
    }

    @Test
    void passwordsInWhatAHookPrintsAreHidden() {
        shell(HookEvent.BEFORE_RUN, "echo the password is hunter2hunter2");

        runner().beforeRun(Backups.stamp(), PLAN);

        assertThat(output.get(0)).endsWith("| the password is ***");
    }

    @Test
    void aHookThatDoesNotReadItsInputIsNoTrouble() {
        shell(HookEvent.BEFORE_RUN, "exec <&-; echo fine");

        runner().beforeRun(Backups.stamp(), new Plan(Collections.nCopies(5_000, STEP)));

        assertThat(output.get(0)).endsWith("| fine");
    }

    private void assertGone(String file) throws IOException {
        long pid = Long.parseLong(Files.readString(root.resolve(file)).strip());
        await().until(() ->
                ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true));
    }

    private void executable(String name, String script) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
