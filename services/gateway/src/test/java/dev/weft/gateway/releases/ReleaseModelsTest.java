package dev.weft.gateway.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.ProblemReason;
import dev.weft.http.StandardReason;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.ReleaseBundles;
import dev.weft.inference.ReleaseHeads;
import dev.weft.media.Artifacts;
import dev.weft.media.ObjectStores;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestHeads;
import dev.weft.testkit.TestObjects;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The heads a gateway keeps, by a real log of releases. */
@ExtendWith(KafkaExtension.class)
class ReleaseModelsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ReleaseId FIRST = TestObjects.RELEASE;
    private static final ReleaseId SECOND = new ReleaseId("catalog", 2);
    private static final ReleaseId THIRD = new ReleaseId("catalog", 3);

    @TempDir
    Path folder;

    private final EmbeddingModel model =
            EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults());
    private final VectorStore store = VectorStores.open("memory:" + UUID.randomUUID());
    private ReleaseLog log;
    private ReleaseModels models;

    @BeforeEach
    void open(KafkaSettings kafka) {
        TopicProvisioner.ensure(kafka, PATIENCE);
        log = ReleaseLog.open(kafka, EventCodecs.open(kafka));
        models = new ReleaseModels(
                model,
                new ReleaseBundles(model, InferenceOptions.defaults()),
                SpaceReleases.of(log, FIRST),
                artifacts()::read,
                new NoTowers(),
                new ReleaseModels.Settings(PATIENCE, Duration.ofMillis(1)));
        models.start();
    }

    @AfterEach
    void close() {
        models.close();
        log.close();
        store.close();
        model.close();
    }

    @Test
    void shouldLoadWhatIsIndexedAheadAndFreeWhatIsNotAnyMore() throws Exception {
        // given
        Release backfilling = release(SECOND, ReleaseState.BACKFILLING, model.towerId(Modality.TEXT));
        log.append(release(THIRD, ReleaseState.APPROVED, model.towerId(Modality.TEXT)), PATIENCE);

        // when
        log.append(backfilling, PATIENCE);

        // then
        await().untilAsserted(() -> assertThat(models.size()).isEqualTo(2));
        ReleaseHeads heads = models.of(SECOND);
        assertThat(heads.hasOwn()).isTrue();
        assertThat(models.of(FIRST).hasOwn()).isFalse();
        assertThat(models.problem()).isEmpty();

        // when
        log.append(backfilling.become(ReleaseState.ROLLED_BACK, "", "test", TestObjects.NOW), PATIENCE);

        // then
        await().untilAsserted(() -> assertThat(models.size()).isEqualTo(1));
    }

    @Test
    void shouldGoWhereTheAliasPointsWithTheHeadsOfThatCollection() throws Exception {
        // given
        Targets targets = new Targets(store, models);
        log.append(release(SECOND, ReleaseState.SHADOW, model.towerId(Modality.TEXT)), PATIENCE);
        store.createCollection(new CollectionSchema(FIRST, model.dimension()));
        store.createCollection(new CollectionSchema(SECOND, model.dimension()));

        // when
        Target none = targets.live();
        store.setAlias("catalog", FIRST.collection());
        Target first = targets.live();
        store.setAlias("catalog", SECOND.collection());
        Target second = targets.live();
        Target named = targets.of(FIRST);

        // then
        assertThat(none.release()).isEqualTo(FIRST);
        assertThat(none.collection()).isEmpty();
        assertThat(first.collection()).contains("catalog__r1");
        assertThat(first.heads()).isSameAs(models.of(FIRST));
        assertThat(second.release()).isEqualTo(SECOND);
        assertThat(second.collection()).contains("catalog__r2");
        assertThat(second.heads()).isSameAs(models.of(SECOND));
        assertThat(named).isEqualTo(first);
    }

    @Test
    void shouldRefuseAReleaseThatIsNotIndexed() {
        assertProblem(() -> new Targets(store, models).of(THIRD), Reason.UNKNOWN_RELEASE, "[catalog@1], got");
    }

    @Test
    void shouldRefuseALiveCollectionOfAReleaseNobodyKnows() {
        // given
        store.createCollection(new CollectionSchema(THIRD, model.dimension()));

        // when
        store.setAlias("catalog", THIRD.collection());

        // then
        assertProblem(
                () -> new Targets(store, models).live(), StandardReason.UNAVAILABLE, "nothing is known of catalog@3");
    }

    @Test
    void shouldSayWhyHeadsCantBeLoaded() throws Exception {
        // when
        Release shadow = release(SECOND, ReleaseState.SHADOW, "text-0123");
        log.append(shadow, PATIENCE);

        // then
        assertProblem(() -> models.of(SECOND), StandardReason.UNAVAILABLE, "tower text-0123");
        assertThat(models.problem()).as("of the live release").isEmpty();

        // when
        log.append(shadow.become(ReleaseState.LIVE, "", "test", TestObjects.NOW), PATIENCE);

        // then
        await().untilAsserted(() -> assertThat(models.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("catalog@2", "tower text-0123")));
        assertThat(models.of(FIRST).hasOwn()).isFalse();
    }

    /** Nobody asks anything here. */
    private static final class NoTowers implements LoadedHeads {

        @Override
        public void loaded(ReleaseHeads heads) {
            assertThat(heads.dimension()).isPositive();
        }

        @Override
        public void free(ReleaseHeads heads) {
            heads.close();
        }
    }

    private static void assertProblem(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ProblemReason reason, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    private Release release(ReleaseId id, ReleaseState state, String textTower) throws Exception {
        byte[] head = TestHeads.file(model.featureDimension(Modality.TEXT), model.dimension(), id.number());
        return TestObjects.release(
                id,
                state,
                new Release.Contents(
                        "demo",
                        new TreeMap<>(Map.of(Modality.TEXT, textTower)),
                        model.dimension(),
                        new TreeMap<>(Map.of(
                                Modality.TEXT, artifacts().put(TenantId.DEFAULT, head, "application/octet-stream")))));
    }

    private Artifacts artifacts() {
        return new Artifacts(ObjectStores.open("folder:" + folder));
    }
}
