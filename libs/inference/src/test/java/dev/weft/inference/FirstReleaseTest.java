package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.testkit.TestObjects;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FirstReleaseTest {

    @Test
    void shouldBeLiveWithTheBundlesOwnTowersAndHeads() throws IOException {
        try (EmbeddingModel model = EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults())) {
            // when
            Release first = FirstRelease.of(
                    new ReleaseId("catalog", 1), "classpath:weft/bundles/demo", model, "test", TestObjects.NOW);

            // then
            assertThat(first.state()).isEqualTo(ReleaseState.LIVE);
            assertThat(first.contents().towers().keySet()).isEqualTo(model.modalities());
            try (ReleaseHeads heads = ReleaseHeads.open(model, first, (_, _) -> new byte[0])) {
                assertThat(heads.hasOwn()).isFalse();
                assertThat(heads.dimension()).isEqualTo(model.dimension());
            }
        }
    }
}
