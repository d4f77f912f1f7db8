package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContrastiveBatchTest {

    private static final PartKey PICTURE = new PartKey(MediaKey.of("default", "plum-1"), "image");
    private static final ContrastiveBatch.TextSide CAPTION =
            new ContrastiveBatch.TextSide.Caption(new PartKey(MediaKey.of("default", "plum-1"), "caption"));

    @Test
    void shouldRefuseEveryFamilyThatIsNotForTraining() {
        List<String> families = IntStream.range(0, 20_000)
                .mapToObj(i -> "family-" + i)
                .filter(family -> Split.of(family) != Split.TRAIN)
                .limit(1_000)
                .toList();

        assertThat(families).hasSize(1_000).allSatisfy(family -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pair(family, 1))
                    .withMessageContaining("families of the split train");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ContrastiveBatch.Negative(
                            0, PICTURE, Modality.IMAGE, family, 1, ContrastiveBatch.Source.BM25))
                    .withMessageContaining("families of the split train");
        });
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, 1.5f, Float.NaN})
    void shouldRefuseAWeightOutOfRange(float weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pair("plum", weight))
                .withMessageContaining("weight must be above 0 and up to 1");
    }

    @Test
    void shouldRefuseToNameAPairThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batch(List.of(new ContrastiveBatch.Mask(0, 1))))
                .withMessageContaining("has 1 pairs and names one at 1");
    }

    @Test
    void shouldRefuseAMaskOfAPairWithItself() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ContrastiveBatch.Mask(1, 1));
    }

    private static ContrastiveBatch.Pair pair(String family, float weight) {
        return new ContrastiveBatch.Pair(PICTURE, Modality.IMAGE, CAPTION, family, weight, 0);
    }

    private static ContrastiveBatch batch(List<ContrastiveBatch.Mask> masks) {
        return new ContrastiveBatch(
                "b-1",
                new ReleaseId("catalog", 1),
                Instant.EPOCH,
                Sha256.ofText("configuration"),
                List.of(pair("plum", 1)),
                List.of(),
                masks);
    }
}
