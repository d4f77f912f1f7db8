package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.JavaLaunch;
import dev.weft.testkit.JavaProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** With its telemetry, ONNX Runtime 1.29.0 ends the process with a segmentation fault here. */
    @Test
    void shouldStartWhenTheCommandLineIsLong() {
        // when
        try (JavaProcess process = JavaLaunch.of(OnnxRuntimeMain.class)
                .options("--enable-native-access=ALL-UNNAMED")
                .arguments("x".repeat(8_000))
                .start()) {

            // then
            assertThat(process.awaitExit(PATIENCE)).isZero();
            assertThat(process.lines()).contains(OnnxRuntimeMain.STARTED);
        }
    }
}
