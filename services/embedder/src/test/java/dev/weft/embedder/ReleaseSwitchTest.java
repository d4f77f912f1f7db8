package dev.weft.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.Artifact;
import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.MediaStatus;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.inference.BundleLock;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.FirstRelease;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.ReleaseHeads;
import dev.weft.media.Artifacts;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestBundles;
import dev.weft.testkit.TestHeads;
import dev.weft.testkit.TestObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Another release becomes live while the embedder is at work. */
@ExtendWith(KafkaExtension.class)
class ReleaseSwitchTest {

    private static final ReleaseId FIRST = TestObjects.RELEASE;
    private static final ReleaseId SECOND = new ReleaseId("catalog", 2);

    @TempDir
    Path folder;

    private final EmbeddingModel model = DemoModel.shared();
    private EmbedderRig rig;
    private ReleaseLog log;

    @BeforeEach
    void prepare(KafkaSettings kafka) {
        rig = new EmbedderRig(kafka, folder);
        log = ReleaseLog.open(kafka, EventCodecs.open(kafka));
    }

    @AfterEach
    void cleanUp() {
        log.close();
        rig.close();
    }

    @Test
    void shouldMakeEachRecordWithTheHeadsOfTheReleaseItNames() throws Exception {
        byte[] head = TestHeads.file(model.featureDimension(Modality.TEXT), model.dimension(), 7);
        try (EmbedderRuntime embedder = rig.start();
                ReleaseHeads second = ReleaseHeads.of(model, model.dimension(), Map.of(Modality.TEXT, head))) {
            // given
            for (int i = 0; i < 60; i++) {
                rig.send(TestObjects.uploaded(TestObjects.captioned("before-" + i, 1, "caption " + i)));
            }

            // when
            say(ReleaseState.LIVE, model.towerId(Modality.TEXT), head);
            int sent = 0;
            while (rig.embeddings().stream().noneMatch(event -> releaseOf(event).equals(SECOND))) {
                assertThat(sent).as("records before one is of the new release").isLessThan(2_000);
                // Also captions that were embedded before, and are remembered.
                rig.send(TestObjects.uploaded(TestObjects.captioned("after-" + sent, 1, "caption " + sent % 90)));
                sent++;
            }
            rig.awaitNoLag();

            // then
            assertThat(embedder.problem()).isEmpty();
            Map<MediaKey, Feature> features = rig.features().stream()
                    .collect(Collectors.toMap(feature -> feature.key().media(), feature -> feature));
            List<MediaEmbedded> events = rig.embeddings();
            assertThat(events).hasSize(60 + sent);
            assertThat(events).extracting(ReleaseSwitchTest::releaseOf).contains(FIRST, SECOND);
            for (MediaEmbedded event : events) {
                MediaEmbedded.Vectors vectors = (MediaEmbedded.Vectors) event;
                List<Embedding> feature = List.of(
                        Objects.requireNonNull(features.get(event.key())).vector());
                List<Embedding> expected = releaseOf(event).equals(SECOND)
                        ? second.project(Modality.TEXT, feature)
                        : model.project(Modality.TEXT, feature);
                assertThat(vectors.parts().getFirst().vector().cosine(expected.getFirst()))
                        .as(event.key() + " of " + releaseOf(event))
                        .isGreaterThan(0.999f);
            }
            Map<MediaKey, ReleaseId> told = rig.statuses().stream()
                    .collect(Collectors.toMap(
                            MediaStatus::key, status -> status.release().orElseThrow()));
            assertThat(events).allSatisfy(event -> assertThat(told).containsEntry(event.key(), releaseOf(event)));
        }
    }

    @Test
    void shouldStayOnTheOldReleaseAndSayWhyWhenTheLiveOneIsOfAnotherTower() throws Exception {
        try (EmbedderRuntime embedder = rig.start()) {
            // when
            say(ReleaseState.LIVE, "text-0123", new byte[] {1});

            // then
            await().untilAsserted(() -> assertThat(embedder.problem())
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .contains("catalog@2 is live", "catalog@1 is still written", "tower text-0123")));
            rig.send(TestObjects.uploaded(TestObjects.captioned("apple", 1, "an apple")));
            rig.awaitNoLag();
            assertThat(rig.embeddings())
                    .extracting(ReleaseSwitchTest::releaseOf)
                    .containsExactly(FIRST);
        }
    }

    @Test
    void shouldRunTheTowersOfTheBundleThatTheLiveReleaseNames() throws Exception {
        Path bundle = TestBundles.copy("tiny-siglip", folder);
        BundleLock.write(bundle, BundleLock.of(bundle).files());
        try (EmbedderRuntime embedder = rig.start();
                EmbeddingModel other = EmbeddingModels.open(bundle.toString(), InferenceOptions.defaults())) {
            rig.send(TestObjects.uploaded(TestObjects.captioned("before", 1, "an apple")));
            rig.awaitNoLag();

            // when
            Release first = FirstRelease.of(SECOND, bundle + "#" + other.id(), other, "test", TestObjects.NOW);
            log.append(first, EmbedderRig.PATIENCE);
            for (int i = 0;
                    rig.embeddings().stream()
                            .noneMatch(event -> releaseOf(event).equals(SECOND));
                    i++) {
                assertThat(i).as("records before one is of the new release").isLessThan(2_000);
                rig.send(TestObjects.uploaded(TestObjects.captioned("after-" + i, 1, "an apple")));
            }
            rig.awaitNoLag();

            // then
            assertThat(embedder.problem()).isEmpty();
            Map<MediaKey, Feature> features = rig.features().stream()
                    .collect(Collectors.toMap(feature -> feature.key().media(), feature -> feature));
            for (MediaEmbedded event : rig.embeddings()) {
                EmbeddingModel of = releaseOf(event).equals(SECOND) ? other : model;
                Embedding expected =
                        of.embed(Modality.TEXT, List.of(of.prepare("an apple"))).getFirst();
                MediaEmbedded.Vectors vectors = (MediaEmbedded.Vectors) event;
                assertThat(vectors.parts().getFirst().vector().cosine(expected))
                        .as(event.key() + " of " + releaseOf(event))
                        .isGreaterThan(0.999f);
                assertThat(Objects.requireNonNull(features.get(event.key())).towerId())
                        .isEqualTo(of.towerId(Modality.TEXT));
            }
        }
    }

    @Test
    void shouldBeginWithTheLiveRelease() throws Exception {
        say(
                ReleaseState.LIVE,
                model.towerId(Modality.TEXT),
                TestHeads.file(model.featureDimension(Modality.TEXT), model.dimension(), 7));
        try (EmbedderRuntime embedder = rig.start()) {
            rig.send(TestObjects.uploaded(TestObjects.captioned("apple", 1, "an apple")));
            rig.awaitNoLag();

            assertThat(embedder.problem()).isEmpty();
            assertThat(rig.embeddings())
                    .extracting(ReleaseSwitchTest::releaseOf)
                    .containsExactly(SECOND);
        }
    }

    private void say(ReleaseState state, String textTower, byte[] head) throws Exception {
        log.append(
                TestObjects.release(
                        SECOND,
                        state,
                        new Release.Contents(
                                "demo",
                                new TreeMap<>(Map.of(Modality.TEXT, textTower)),
                                model.dimension(),
                                new TreeMap<>(Map.of(Modality.TEXT, stored(head))))),
                EmbedderRig.PATIENCE);
    }

    private Artifact stored(byte[] head) throws IOException {
        return new Artifacts(rig.objects).put(TenantId.DEFAULT, head, "application/octet-stream");
    }

    private static ReleaseId releaseOf(MediaEmbedded event) {
        return ((MediaEmbedded.Vectors) event).release();
    }
}
