package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.events.Samples.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that were once written to a topic lie in src/test/resources/golden, for ever. A file that is missing is written to target/golden:
 * look at it, and move it.
 */
class GoldenFileTest {

    static List<Sample<?>> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReadWhatWasOnceWrittenWhenItIsOld(Sample<?> sample) throws Exception {
        // given
        byte[] golden = golden(sample);

        // when
        Object event = sample.codec().decode(golden);

        // then (dead letters hold arrays, whose equality is identity)
        assertThat(event)
                .usingRecursiveComparison(RecursiveComparisonConfiguration.builder()
                        .withStrictTypeChecking(true)
                        .build())
                .isEqualTo(sample.event());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldStartWithMagicAndSchemaIdWhenWritten(Sample<?> sample) throws IOException {
        // when
        byte[] written = encoded(sample);

        // then (the rest may differ: maps have no order)
        assertThat(written).startsWith(Arrays.copyOf(golden(sample), 5)).hasSameSizeAs(golden(sample));
    }

    private static <T> byte[] encoded(Sample<T> sample) {
        return sample.codec().encode(sample.event());
    }

    private static byte[] golden(Sample<?> sample) throws IOException {
        try (InputStream stream = GoldenFileTest.class.getResourceAsStream("/golden/" + sample.file())) {
            if (stream == null) {
                Path made = Path.of("target", "golden", sample.file());
                Files.createDirectories(made.getParent());
                Files.write(made, encoded(sample));
                throw new AssertionError("the golden file must be kept in src/test/resources, got none: see " + made);
            }
            return stream.readAllBytes();
        }
    }
}
