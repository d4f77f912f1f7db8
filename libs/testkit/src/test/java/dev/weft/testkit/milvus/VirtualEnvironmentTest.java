package dev.weft.testkit.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VirtualEnvironmentTest {

    @TempDir
    private Path parent;

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void shouldMakeItOnceWhenSeveralNeedItAtTheSameTime() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<VirtualEnvironment> need = this::bare;
            for (Future<VirtualEnvironment> environment : threads.invokeAll(List.of(need, need, need))) {
                assertThat(environment.get().python()).isExecutable();
            }
        }

        assertThat(made).hasValue(1);
    }

    @Test
    void shouldMakeItAnewWhenItIsHalfMadeOrOfOtherPins() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("bare"));
        Path left = Files.createFile(folder.resolve("left"));
        Path marker = Files.writeString(folder.resolve("complete"), "other==1");

        // when
        bare();
        Files.delete(marker);
        bare();
        bare();

        // then
        assertThat(left).doesNotExist();
        assertThat(made).hasValue(2);
    }

    @Test
    void shouldSayWhatIsNeededAndLeaveNoMarkerWhenAPackageCannotBeInstalled() {
        assertThatExceptionOfType(MilvusUnavailableException.class)
                .isThrownBy(() -> VirtualEnvironment.named(parent, "missing", environment -> {}))
                .withMessageContainingAll("PyPI must be reachable", "weft-no-such-package-0");
        assertThat(parent.resolve("missing/complete")).doesNotExist();
    }

    @Test
    void shouldSayWhatToInstallWhenAProgramIsMissing() {
        assertThatExceptionOfType(MilvusUnavailableException.class)
                .isThrownBy(() -> Commands.run(Duration.ofSeconds(1), "install it", List.of("weft-no-such-program")))
                .withMessage("'weft-no-such-program' can't be run: install it");
    }

    @Test
    void shouldEndAProgramWhichDoesNotEndItself() {
        assertThatExceptionOfType(MilvusUnavailableException.class)
                .isThrownBy(() -> Commands.run(Duration.ofMillis(100), "be patient", List.of("sleep", "617")))
                .withMessage("'sleep 617' did not end within PT0.1S: be patient");
        assertThat(ProcessHandle.current()
                        .children()
                        .map(child -> child.info().commandLine().orElse("")))
                .noneMatch(command -> command.endsWith("sleep 617"));
    }

    private VirtualEnvironment bare() {
        return VirtualEnvironment.named(parent, "bare", environment -> made.incrementAndGet());
    }
}
