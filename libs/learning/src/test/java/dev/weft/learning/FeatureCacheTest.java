package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.learning.PairRefusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureCacheTest {

    private static final float[] FIRST = {0.1f, -0.7f, 0.33f};
    private static final float[] SECOND = {0.9f, 0, -0.01f};

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("image.features");
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldReadBackWhatWasWritten(Precision precision) {
        write(precision);

        try (FeatureCache cache = FeatureCache.open(file)) {
            assertThat(cache.rows()).isEqualTo(2);
            assertThat(cache.dimension()).isEqualTo(3);
            float tolerance = precision == Precision.FLOAT16 ? 5e-4f : 1e-9f;
            assertThat(cache.gather(new int[] {1, 0}))
                    .containsExactly(new float[] {0.9f, 0, -0.01f, 0.1f, -0.7f, 0.33f}, within(tolerance));
        }
    }

    @Test
    void shouldRefuseRowsOfAnotherDimensionOrWithoutNumbers() {
        try (FeatureCacheWriter writer = FeatureCacheWriter.create(file, Precision.FLOAT32, 3)) {
            assertThat(writer.add(new float[] {1, 0})).map(PairRefusal::reason).contains(Reason.WRONG_DIMENSION);
            assertThat(writer.add(new float[] {1, Float.NaN, 0}))
                    .map(PairRefusal::reason)
                    .contains(Reason.NOT_FINITE);
            assertThat(writer.rows()).isZero();
        }
    }

    @Test
    void shouldNotHaveAFileBeforeItIsFinished() {
        try (FeatureCacheWriter writer = FeatureCacheWriter.create(file, Precision.FLOAT32, 3)) {
            writer.add(FIRST);
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAFileThatIsCutAtAnyByte() throws IOException {
        write(Precision.FLOAT16);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));

            assertThatThrownBy(() -> FeatureCache.open(file)).isInstanceOf(FeatureCacheException.class);
        }
    }

    @Test
    void shouldRefuseAFileWithAFlippedBit() throws IOException {
        write(Precision.FLOAT16);
        byte[] bytes = Files.readAllBytes(file);
        for (int place : new int[] {0, 4, 8, 12, 16, CacheHeader.BYTES, bytes.length - 1}) {
            byte[] flipped = bytes.clone();
            flipped[place] ^= 4;
            Files.write(file, flipped);

            assertThatThrownBy(() -> FeatureCache.open(file)).isInstanceOf(FeatureCacheException.class);
        }
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        assertThatThrownBy(() -> FeatureCache.open(file))
                .isInstanceOf(FeatureCacheException.class)
                .hasMessageContaining("can't be read");
    }

    @Test
    void shouldRefuseRowsThatItDoesNotHave() {
        write(Precision.FLOAT16);
        try (FeatureCache cache = FeatureCache.open(file)) {
            assertThatThrownBy(() -> cache.copy(2, new float[3], 0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> cache.copy(0, new float[3], 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private void write(Precision precision) {
        try (FeatureCacheWriter writer = FeatureCacheWriter.create(file, precision, 3)) {
            assertThat(writer.add(FIRST)).isEmpty();
            assertThat(writer.add(SECOND)).isEmpty();
            writer.finish();
        }
    }
}
