package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class JavaProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(300);

    @Test
    void shouldGiveAllThatWasPrintedAndTheExitCodeWhenItEnds() {
        try (JavaProcess counting = JavaLaunch.of(CountingMain.class)
                .options("-Dcount=2")
                .arguments("a b", 7)
                .start()) {
            assertThat(counting.awaitExit(LIMIT)).isEqualTo(3);
            assertThat(counting.lines()).containsExactly("a b,7", "0", "1");
        }
    }

    @Test
    void shouldEndInTheMiddleWhenKilled() {
        try (JavaProcess counting = JavaLaunch.of(CountingMain.class).start()) {
            String line = counting.awaitLine("10"::equals, LIMIT);
            counting.awaitLines(15, LIMIT);

            assertThat(counting.kill()).isEqualTo(128 + 9);
            assertThat(counting.isAlive()).isFalse();
            assertThat(line).isEqualTo("10");
            assertThat(counting.lines()).hasSizeGreaterThanOrEqualTo(15);
        }
    }

    @Test
    void shouldStandStillUntilItIsResumedWhenSuspended() throws InterruptedException {
        try (JavaProcess counting = JavaLaunch.of(CountingMain.class).start()) {
            counting.awaitLines(5, LIMIT);

            counting.suspend();
            // What was in the pipe is read first.
            Thread.sleep(MOMENT);
            List<String> before = counting.lines();
            Thread.sleep(MOMENT);
            List<String> after = counting.lines();
            counting.resume();

            assertThat(after).isEqualTo(before);
            counting.awaitLines(after.size() + 5, LIMIT);
        }
    }

    @Test
    void shouldSayWhatWasPrintedInsteadWhenALineDoesNotCome() {
        try (JavaProcess counting =
                JavaLaunch.of(CountingMain.class).options("-Dcount=1").start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> counting.awaitLine("never"::equals, LIMIT))
                    .withMessageEndingWith("having printed [, 0]");
        }
    }

    @Test
    void shouldBeOverdueWhenALineDoesNotComeInTime() {
        try (JavaProcess counting = JavaLaunch.of(CountingMain.class).start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> counting.awaitLine("never"::equals, MOMENT))
                    .withMessageContaining("did not come within PT0.3S");
            assertThatIllegalStateException()
                    .isThrownBy(() -> counting.awaitExit(MOMENT))
                    .withMessageContaining("did not end within PT0.3S");
        }
    }

    @Test
    void shouldNotRunWhenClosed() {
        JavaProcess counting = JavaLaunch.of(CountingMain.class).start();
        counting.close();

        assertThat(counting.isAlive()).isFalse();
        assertThatIllegalStateException().isThrownBy(counting::suspend).withMessageContaining("SIGSTOP");
    }
}
