package dev.weft.rollout.projecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.FeatureKey;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaItem;
import dev.weft.core.Modality;
import dev.weft.core.PartContent;
import dev.weft.core.PartKey;
import dev.weft.core.ProjectionKey;
import dev.weft.core.Refusal;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.Sha256;
import dev.weft.core.Stage;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.TopicProvisioner;
import dev.weft.reinference.Reinference;
import dev.weft.rollout.features.FeatureTable;
import dev.weft.rollout.features.MediaTable;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaExtension.class)
class ProjectionStepTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ReleaseId LIVE = new ReleaseId("catalog", 1);
    private static final ReleaseId NEXT = new ReleaseId("catalog", 2);
    private static final int DIMENSION = 8;
    private static final String TOWER = "text-tower";

    @TempDir
    Path folder;

    private KafkaSettings kafka;
    private EventCodecs codecs;
    private FeatureTable table;

    @BeforeEach
    void start(KafkaSettings topics) {
        kafka = topics;
        TopicProvisioner.ensure(kafka, PATIENCE);
        codecs = EventCodecs.open(kafka);
        table = FeatureTable.open(kafka, codecs, folder.resolve("features"));
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void shouldMakeTheVectorsOfItsReleaseFromTheFeaturesAndKeepEverythingElse() throws Exception {
        Feature feature = feature("apple", TOWER, 3);
        write("apple", feature);
        MediaEmbedded.Vectors item = vectors("apple", 3, LIVE);

        Projected outcome = project(new Backwards(), record(item)).getFirst();

        assertThat(outcome).isInstanceOfSatisfying(Projected.Done.class, done -> {
            assertThat(done.vectors())
                    .usingRecursiveComparison()
                    .ignoringFields("release", "parts")
                    .isEqualTo(item);
            assertThat(done.vectors().release()).isEqualTo(NEXT);
            assertThat(done.vectors().parts()).singleElement().satisfies(part -> {
                assertThat(part.contentHash()).isEqualTo(item.parts().getFirst().contentHash());
                assertThat(part.vector().get(0)).isCloseTo(-feature.vector().get(0), within());
            });
        });
    }

    @Test
    void shouldMakeNothingOfWhatNeedsNothing() throws Exception {
        write("pear", feature("pear", TOWER, 2));
        write("plum", feature("plum", TOWER, 1));
        write("plum", null);
        ConsumerRecord<byte[], byte[]> projected = record(
                new ProjectionKey(TestObjects.key("apple"), NEXT).toString(),
                codecs.embeddings().encode(vectors("apple", 1, NEXT)));

        List<Projected> outcomes = project(
                new Backwards(),
                projected,
                record("default/apple@catalog@2", null),
                record(vectors("apple", 1, NEXT)),
                record("default/apple", new byte[] {1, 2, 3}),
                record("default/other", codecs.embeddings().encode(vectors("apple", 1, LIVE))),
                record(vectors("pear", 1, LIVE)),
                record(vectors("plum", 1, LIVE)));

        assertThat(outcomes)
                .containsExactly(
                        new Projected.Skipped(Source.Why.FROM_PROJECTOR),
                        new Projected.Skipped(Source.Why.FROM_PROJECTOR),
                        new Projected.Skipped(Source.Why.OWN),
                        new Projected.Skipped(Source.Why.UNREADABLE),
                        new Projected.Skipped(Source.Why.UNREADABLE),
                        new Projected.Skipped(Source.Why.SUPERSEDED),
                        new Projected.Skipped(Source.Why.SUPERSEDED));
    }

    @Test
    void shouldRefuseAnItemWithoutTheRightFeatureAndProjectItsNeighbours() throws Exception {
        write("old", feature("old", TOWER, 1));
        write("foreign", feature("foreign", "another-tower", 1));
        write("good", feature("good", TOWER, 1));

        List<Projected> outcomes = project(
                new Backwards(),
                record(vectors("absent", 1, LIVE)),
                record(vectors("old", 2, LIVE)),
                record(vectors("foreign", 1, LIVE)),
                record(vectors("good", 1, LIVE)));

        assertThat(outcomes.subList(0, 3))
                .extracting(ProjectionStepTest::reason)
                .containsExactly("missing_feature", "old_feature", "wrong_tower");
        assertThat(outcomes.get(3)).isInstanceOf(Projected.Done.class);
    }

    @Test
    void shouldRunItsTowersOnWhatHasFeaturesOfOthersAndUseWhatTheyMadeBefore() throws Exception {
        write("made", feature("made", "another-tower", 1));
        write("stored", feature("stored", "another-tower", 1));
        writeBeside(feature("stored", TOWER, 1));
        write("newer", feature("newer", "another-tower", 1));
        write("lost", feature("lost", "another-tower", 1));
        write("bad", feature("bad", "another-tower", 1));
        upload("made", 1);
        upload("newer", 2);
        upload("bad", 1);

        try (MediaTable media = MediaTable.open(kafka, codecs, folder.resolve("media"))) {
            List<Projected> outcomes = project(
                    Optional.of(new TowerChange(release(), () -> media, new CaptionLengths())),
                    new Backwards(),
                    record(vectors("made", 1, LIVE)),
                    record(vectors("stored", 1, LIVE)),
                    record(vectors("newer", 1, LIVE)),
                    record(vectors("lost", 1, LIVE)),
                    record(vectors("bad", 1, LIVE)));

            assertThat(outcomes.get(0)).isInstanceOfSatisfying(Projected.Done.class, done -> {
                assertThat(done.made()).singleElement().satisfies(feature -> {
                    assertThat(feature.towerId()).isEqualTo(TOWER);
                    assertThat(feature.mediaVersion()).isEqualTo(1);
                });
                assertThat(done.vectors().parts())
                        .singleElement()
                        .satisfies(part -> assertThat(part.vector())
                                .isEqualTo(new Backwards()
                                        .project(Modality.TEXT, List.of(CaptionLengths.of("made")))
                                        .getFirst()));
            });
            assertThat(outcomes.get(1))
                    .isInstanceOfSatisfying(
                            Projected.Done.class,
                            done -> assertThat(done.made()).isEmpty());
            assertThat(outcomes.get(2)).isEqualTo(new Projected.Skipped(Source.Why.SUPERSEDED));
            assertThat(reason(outcomes.get(3))).isEqualTo("missing_media");
            assertThat(reason(outcomes.get(4))).isEqualTo("inference_failed");
        }
    }

    @Test
    void shouldTakeTheFeaturesOfItsTowersAwayWithTheItem() throws Exception {
        writeBeside(feature("apple", TOWER, 1));
        MediaEmbedded.Deleted deleted = new MediaEmbedded.Deleted(TestObjects.key("apple"), 4, TestObjects.NOW);

        List<Projected> outcomes = project(
                new Backwards(), record("default/apple", codecs.embeddings().encode(deleted)));

        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        Projected.Deleted.class,
                        outcome -> assertThat(outcome.features())
                                .extracting(FeatureKey::toString)
                                .containsExactly("default/apple#caption@text-tower"));
    }

    @Test
    void shouldFindTheOneThatAHeadCantTakeAndProjectItsNeighbours() throws Exception {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            write(id, feature(id, TOWER, 1));
        }
        Embedding poison = feature("c", TOWER, 1).vector();
        Projection head = new Backwards() {
            @Override
            public List<Embedding> project(Modality modality, List<Embedding> features) {
                if (features.stream().anyMatch(one -> one.cosine(poison) > 0.999)) {
                    throw new IllegalArgumentException("not finite");
                }
                return super.project(modality, features);
            }
        };

        List<Projected> outcomes = project(
                head,
                record(vectors("a", 1, LIVE)),
                record(vectors("b", 1, LIVE)),
                record(vectors("c", 1, LIVE)),
                record(vectors("d", 1, LIVE)),
                record(vectors("e", 1, LIVE)));

        assertThat(reason(outcomes.get(2))).isEqualTo("projection_failed");
        assertThat(outcomes).filteredOn(Projected.Done.class::isInstance).hasSize(4);
    }

    @Test
    void shouldBlameNoItemWhenAHeadTakesNoneOfThem() throws Exception {
        write("a", feature("a", TOWER, 1));
        write("b", feature("b", TOWER, 1));
        Projection broken = new Backwards() {
            @Override
            public List<Embedding> project(Modality modality, List<Embedding> features) {
                throw new IllegalStateException("out of memory");
            }
        };

        assertThatThrownBy(() -> project(broken, record(vectors("a", 1, LIVE)), record(vectors("b", 1, LIVE))))
                .hasMessage("out of memory");
    }

    @Test
    void shouldRepeatADeletion() throws Exception {
        MediaEmbedded.Deleted deleted = new MediaEmbedded.Deleted(TestObjects.key("apple"), 4, TestObjects.NOW);

        List<Projected> outcomes = project(
                new Backwards(), record("default/apple", codecs.embeddings().encode(deleted)));

        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        Projected.Deleted.class,
                        outcome -> assertThat(outcome.source().deleted()).isEqualTo(deleted));
    }

    private List<Projected> project(Projection heads, ConsumerRecord<?, ?>... records) throws Exception {
        return project(Optional.empty(), heads, records);
    }

    private List<Projected> project(Optional<TowerChange> towers, Projection heads, ConsumerRecord<?, ?>... records)
            throws Exception {
        @SuppressWarnings("unchecked")
        List<ConsumerRecord<byte[], byte[]>> all = (List<ConsumerRecord<byte[], byte[]>>) (List<?>) List.of(records);
        return new ProjectionStep(NEXT, codecs.embeddings(), new FeatureLookup(table, release()), towers, heads)
                .project(all);
    }

    private static String reason(Projected outcome) {
        return outcome instanceof Projected.Refused refused ? refused.refusal().reason() : outcome.toString();
    }

    private static Offset<Float> within() {
        return Offset.offset(1e-3f);
    }

    private static Release release() {
        return new Release(
                NEXT,
                Optional.of(LIVE),
                1,
                new Release.Contents("test", new TreeMap<>(Map.of(Modality.TEXT, TOWER)), DIMENSION, new TreeMap<>()),
                new TreeMap<>(),
                new TreeMap<>(),
                new Release.Standing(
                        ReleaseState.BACKFILLING, "", "test", Optional.empty(), Release.Progress.NONE, TestObjects.NOW),
                TestObjects.NOW);
    }

    private static MediaEmbedded.Vectors vectors(String id, long version, ReleaseId release) {
        return new MediaEmbedded.Vectors(
                TestObjects.key(id),
                version,
                release,
                "family-of-" + id,
                Attributes.NONE,
                List.of(new MediaEmbedded.PartVector(
                        "caption", Modality.TEXT, Sha256.ofText(id), new UnitVectors(DIMENSION, version).next())),
                TestObjects.NOW,
                Optional.of("import-1"));
    }

    private static Feature feature(String id, String tower, long version) {
        return new Feature(
                new PartKey(TestObjects.key(id), "caption"),
                tower,
                Modality.TEXT,
                version,
                new UnitVectors(DIMENSION, id.hashCode()).next());
    }

    private void write(String id, @Nullable Feature feature) throws Exception {
        send(
                kafka.topics().features(),
                new PartKey(TestObjects.key(id), "caption").toString(),
                feature == null ? null : codecs.features().encode(feature));
        table.awaitEnd(PATIENCE);
    }

    private void writeBeside(Feature feature) throws Exception {
        send(
                kafka.topics().features(),
                new FeatureKey(feature.key(), feature.towerId()).toString(),
                codecs.features().encode(feature));
        table.awaitEnd(PATIENCE);
    }

    private void upload(String id, long version) throws Exception {
        send(
                kafka.topics().media(),
                TestObjects.key(id).toString(),
                codecs.media().encode(TestObjects.uploaded(TestObjects.captioned(id, version, id))));
    }

    private void send(String topic, String key, byte @Nullable [] value) throws Exception {
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka, "test")) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    private ConsumerRecord<byte[], byte[]> record(MediaEmbedded event) {
        return record(event.key().toString(), codecs.embeddings().encode(event));
    }

    private ConsumerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
        return new ConsumerRecord<>(kafka.topics().embeddings(), 0, 0, key.getBytes(StandardCharsets.UTF_8), value);
    }

    /** A tower that knows how long a caption is, and fails on bad ones. */
    private static final class CaptionLengths implements Reinference {

        static Embedding of(String caption) {
            return new UnitVectors(DIMENSION, caption.length()).next();
        }

        @Override
        public List<Made> make(List<MediaItem> items) {
            return items.stream().map(CaptionLengths::made).toList();
        }

        private static Made made(MediaItem item) {
            PartContent.InlineText caption =
                    (PartContent.InlineText) item.part("caption").orElseThrow().content();
            return caption.text().equals("bad")
                    ? new Made.Refused(
                            new Refusal(Stage.EMBED, "inference_failed", new IllegalArgumentException("not a number")))
                    : new Made.Parts(
                            List.of(new MadePart("caption", Modality.TEXT, caption.sha256(), of(caption.text()))));
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }

    /** A head that turns every feature round. */
    private static class Backwards implements Projection {

        @Override
        public List<Embedding> project(Modality modality, List<Embedding> features) {
            return features.stream()
                    .map(feature -> {
                        float[] turned = feature.toArray();
                        for (int i = 0; i < turned.length; i++) {
                            turned[i] = -turned[i];
                        }
                        return Embedding.wrap(turned);
                    })
                    .toList();
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
