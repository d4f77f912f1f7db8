package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MediaEmbeddedTest {

    private static final MediaKey KEY = MediaKey.of("default", "a");

    @Test
    void shouldRefuseWhenThereAreNoVectors() {
        assertThatIllegalArgumentException().isThrownBy(() -> vectors(1)).withMessageContaining("default/a");
    }

    @Test
    void shouldRefuseWhenTwoVectorsAreOfOnePart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vectors(1, part("image", 1, 0), part("image", 0, 1)))
                .withMessageContaining("[image, image]");
    }

    @Test
    void shouldRefuseWhenVectorsAreOfDifferentSpaces() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vectors(1, part("image", 1, 0), part("caption", 1)))
                .withMessageContaining("one dimension");
    }

    @Test
    void shouldRefuseWhenAVersionIsNotPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> vectors(0, part("image", 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaEmbedded.Deleted(KEY, 0, Instant.EPOCH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Feature(new PartKey(KEY, "image"), "tower", Modality.IMAGE, 0, Embedding.of(1)));
    }

    @ParameterizedTest
    @MethodSource("dev.weft.core.Hostile#ids")
    void shouldRefuseWhenAPartIsHostile(String hostile) {
        assertThatIllegalArgumentException().isThrownBy(() -> part(hostile, 1));
    }

    @Test
    void shouldRefuseWhenATowerHasNoName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Feature(new PartKey(KEY, "image"), " ", Modality.IMAGE, 1, Embedding.of(1)));
    }

    private static MediaEmbedded.PartVector part(String name, float... values) {
        return new MediaEmbedded.PartVector(name, Modality.IMAGE, Sha256.ofText(name), Embedding.of(values));
    }

    private static MediaEmbedded vectors(long version, MediaEmbedded.PartVector... parts) {
        return new MediaEmbedded.Vectors(
                KEY,
                version,
                new ReleaseId("catalog", 1),
                "a",
                Attributes.NONE,
                List.of(parts),
                Instant.EPOCH,
                Optional.empty());
    }
}
