package dev.weft.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaStatus;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.events.KafkaSettings;
import dev.weft.inference.EmbeddingModel;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestImages;
import dev.weft.testkit.TestObjects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the embedder writes, on real Kafka with the real model. */
@ExtendWith(KafkaExtension.class)
class EmbedderRuntimeTest {

    @TempDir
    Path folder;

    private EmbedderRig rig;

    @BeforeEach
    void prepare(KafkaSettings kafka) {
        rig = new EmbedderRig(kafka, folder);
    }

    @AfterEach
    void cleanUp() {
        rig.close();
    }

    @Test
    void shouldPublishVectorsFeaturesAndStatusWhenUploaded() throws Exception {
        // given
        MediaItem item = rig.pictured("apple", 7, TestImages.png(1), "a red apple");
        rig.send(TestObjects.uploaded(item));

        // when
        try (EmbedderRuntime embedder = rig.start()) {
            rig.awaitNoLag();
        }

        // then
        EmbeddingModel model = DemoModel.shared();
        assertThat(rig.embeddings()).singleElement().isInstanceOfSatisfying(MediaEmbedded.Vectors.class, vectors -> {
            assertThat(vectors.key()).isEqualTo(item.key());
            assertThat(vectors.mediaVersion()).isEqualTo(7);
            assertThat(vectors.release()).isEqualTo(TestObjects.RELEASE);
            assertThat(vectors.occurredAt()).isEqualTo(TestObjects.NOW);
            assertThat(vectors.parts())
                    .extracting(MediaEmbedded.PartVector::part)
                    .containsExactly("image", "caption");
            Embedding expected = model.embed(Modality.TEXT, List.of(model.prepare("a red apple")))
                    .getFirst();
            assertThat(vectors.parts().get(1).vector().cosine(expected)).isGreaterThan(0.9999f);
            assertThat(vectors.parts().getFirst().contentHash())
                    .isEqualTo(item.parts().getFirst().content().sha256());
        });
        assertThat(rig.features())
                .extracting(feature -> feature.key().toString(), Feature::towerId, Feature::mediaVersion)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("default/apple#image", model.towerId(Modality.IMAGE), 7L),
                        org.assertj.core.groups.Tuple.tuple("default/apple#caption", model.towerId(Modality.TEXT), 7L));
        assertThat(rig.statuses()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(MediaStatus.State.EMBEDDED);
            assertThat(status.acceptedAt()).isEqualTo(TestObjects.NOW);
            assertThat(status.embeddedAt()).isPresent();
            assertThat(status.release()).contains(TestObjects.RELEASE);
        });
    }

    @Test
    void shouldPassDeletionOnAndClearFeaturesWhenDeleted() {
        // given
        rig.send(TestObjects.uploaded(TestObjects.captioned("apple", 1, "an apple")));
        rig.send(TestObjects.deleted("apple", 2));

        // when
        try (EmbedderRuntime embedder = rig.start()) {
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.embeddings()).extracting(MediaEmbedded::mediaVersion).containsExactly(1L, 2L);
        assertThat(rig.embeddings().getLast()).isInstanceOf(MediaEmbedded.Deleted.class);
        assertThat(rig.clearedFeatures()).contains("default/apple#caption", "default/apple#image");
    }

    @Test
    void shouldClearTheFeatureOfAPartWhenAnUpdateLeavesItOut() throws Exception {
        // given
        rig.send(TestObjects.uploaded(rig.pictured("apple", 1, TestImages.png(1), "an apple")));
        rig.send(TestObjects.uploaded(TestObjects.captioned("apple", 2, "an apple")));

        // when
        try (EmbedderRuntime embedder = rig.start()) {
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.clearedFeatures()).containsExactly("default/apple#" + Part.IMAGE);
    }

    @Test
    void shouldKeepTheOrderWhenOneBatchHasTwoVersionsOfAnItem() {
        // given
        IntStream.rangeClosed(1, 5)
                .forEach(version ->
                        rig.send(TestObjects.uploaded(TestObjects.captioned("apple", version, "text " + version))));

        // when
        try (EmbedderRuntime embedder = rig.start()) {
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.embeddings()).extracting(MediaEmbedded::mediaVersion).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void shouldRunTheTowerOnceWhenContentRepeats() {
        // given
        FaultyModel model = new FaultyModel("");
        IntStream.range(0, 20)
                .forEach(i -> rig.send(TestObjects.uploaded(TestObjects.captioned("item-" + i, 1, "the same text"))));

        // when
        try (EmbedderRuntime embedder = rig.start(model, rig.objects, "a")) {
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.embeddings()).hasSize(20);
        // One run per tower by the start's probe, and one for the text.
        assertThat(model.batchSizes).hasSize(model.modalities().size() + 1).containsOnly(1);
        assertThat(rig.registry.get("embed.saved.inferences").counter().count()).isEqualTo(19);
    }

    @Test
    void shouldEmbedALoneUploadAtOnceWhenIdle() {
        // given
        try (EmbedderRuntime embedder = rig.start()) {
            rig.send(TestObjects.uploaded(TestObjects.captioned("first", 1, "warm up")));
            rig.awaitNoLag();

            // when
            long started = System.nanoTime();
            rig.send(TestObjects.uploaded(TestObjects.captioned("second", 1, "a lone upload")));
            await().atMost(EmbedderRig.PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> rig.embeddings().size() == 2);

            // then
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
        }
    }
}
