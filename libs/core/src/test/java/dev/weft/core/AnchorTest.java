package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnchorTest {

    private static final MediaKey PLUM = MediaKey.of("default", "plum-1");

    @Test
    void shouldRefuseAFamilyThatIsNotForTraining() {
        String gate = IntStream.range(0, 1_000)
                .mapToObj(i -> "family-" + i)
                .filter(family -> Split.of(family) == Split.GATE)
                .findFirst()
                .orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> anchor("default/plum-1", gate, Modality.IMAGE, List.of()))
                .withMessageContaining("families of the split train, got one of the split gate");
    }

    @Test
    void shouldRefuseWhatIsNoPairOfOneTenant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> anchor("default/pear-1", "plum", Modality.IMAGE, List.of()))
                .withMessageContaining("must start with its item's key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> anchor("default/plum-1", "plum", Modality.TEXT, List.of()))
                .withMessageContaining("must not be a text");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> anchor("default/plum-1", "plum", Modality.IMAGE, List.of(MediaKey.of("other", "pear-1"))))
                .withMessageContaining("within a tenant");
    }

    private static Anchor anchor(String id, String family, Modality modality, List<MediaKey> unrelated) {
        return new Anchor(
                id,
                PLUM,
                1,
                "image",
                modality,
                new ContrastiveBatch.TextSide.Caption(new PartKey(PLUM, "caption")),
                Optional.of("a plum"),
                family,
                Optional.empty(),
                unrelated,
                Anchor.Origin.ITEM,
                Instant.EPOCH);
    }
}
