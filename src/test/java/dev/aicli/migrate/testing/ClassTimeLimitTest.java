package dev.aicli.migrate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class ClassTimeLimitTest {
    private static volatile CountDownLatch ended = new CountDownLatch(1);

    @TempDir
    Path folder;

    private String hung = "";

    static class Waiting {
        @Test
        void forever() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    /** As what waits for the system does. */
    static class Deaf {
        @Test
        void forever() {
            while (ended.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    static class Quick {
        @Test
        void ends() {}
    }

    private TestExecutionSummary execute(Duration limit, Class<?>... classes) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        ClassTimeLimit timeLimit = new ClassTimeLimit(limit, Duration.ofMillis(50), folder, name -> {
            hung = name;
            ended.countDown();
        });
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (Class<?> type : classes) {
            request.selectors(selectClass(type));
        }
        LauncherFactory.create().execute(request.build(), timeLimit, summary);
        // What hung may have been interrupted at its very end.
        Thread.interrupted();
        return summary.getSummary();
    }

    @Test
    void whatHangsIsInterruptedAndNamedAndTheOthersRun() {
        TestExecutionSummary summary = execute(Duration.ofMillis(100), Waiting.class, Quick.class);

        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
        assertThat(summary.getFailures().get(0).getException()).isInstanceOf(InterruptedException.class);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(folder.resolve(Waiting.class.getName()))
                .content()
                .startsWith(Waiting.class.getName() + "#forever did not end")
                .contains("CountDownLatch");
    }

    @Test
    void whatDoesNotHearOfItIsEndedByForce() {
        ended = new CountDownLatch(1);

        execute(Duration.ofMillis(100), Deaf.class);

        assertThat(hung).isEqualTo(Deaf.class.getName());
        assertThat(folder.resolve(Deaf.class.getName())).content().contains("#forever did not end");
    }

    @Test
    void whatEndsInTimeIsLeftAlone() {
        TestExecutionSummary summary = execute(Duration.ofMinutes(10), Quick.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }
}
