package dev.weft.rollout;

import static dev.weft.rollout.RolloutRig.FIRST;
import static dev.weft.rollout.RolloutRig.PATIENCE;
import static dev.weft.rollout.RolloutRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Embedding;
import dev.weft.core.FeatureKey;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartKey;
import dev.weft.core.ReleaseState;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.inference.BundleLock;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.FirstRelease;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.PinnedBundle;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.media.ObjectStores;
import dev.weft.rollout.features.FeatureTable;
import dev.weft.rollout.features.FoundFeature;
import dev.weft.rollout.steps.StepObserver.Point;
import dev.weft.testkit.JavaProcess;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestBundles;
import dev.weft.testkit.TestObjects;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGKILL of the process whose lane runs the towers of another bundle on what is stored. */
@ExtendWith(KafkaExtension.class)
class KilledTowerChangeTest {

    private static final int ITEMS = 320;

    /** Some transactions of the lane, and far from all. */
    private static final int SOME = 64;

    @Test
    void shouldLoseNothingAndRunNoTowerAgainWhenItIsKilledWhileTowersRun(KafkaSettings kafka, @TempDir Path folder)
            throws Exception {
        Set<String> before = killAndCompare(
                kafka, folder, Point.GIVEN_UP, (_, made) -> made.get().size() >= SOME);

        assertThat(before).hasSizeBetween(SOME, ITEMS - 1);
    }

    @ParameterizedTest
    @Tag("soak")
    @EnumSource(
            names = {
                "COLLECTION_MADE",
                "BACKFILL_RECORDED",
                "FIGURES_RECORDED",
                "SHADOW_RECORDED",
                "SHADOW_FIGURES_RECORDED",
                "ALIAS_MOVED",
                "LIVE_RECORDED",
                "STANDBY_RECORDED"
            })
    void shouldLoseNothingAndRunNoTowerAgainWhenItIsKilledThere(Point point, KafkaSettings kafka, @TempDir Path folder)
            throws Exception {
        killAndCompare(kafka, folder, point, (first, _) -> first.lines().contains(point.name()));
    }

    /**
     * @param stop where the conductor of the first process stops
     * @param there whether to kill it, by the process and the versions that have features of the other towers
     * @return those that had them when it was dead
     */
    private static Set<String> killAndCompare(
            KafkaSettings kafka, Path folder, Point stop, BiPredicate<JavaProcess, Supplier<Set<String>>> there)
            throws Exception {
        // given
        TopicProvisioner.ensure(kafka, PATIENCE);
        Path bundle = TestBundles.copy("tiny-siglip", folder);
        BundleLock.write(bundle, BundleLock.of(bundle).files());
        ObjectStores.open(ToldProjections.objects(folder))
                .put(TenantId.DEFAULT, new ByteArrayInputStream(Catalog.PICTURE), "image/png");
        EventCodecs codecs = EventCodecs.open(kafka);
        try (EmbeddingModel model = EmbeddingModels.open(bundle.toString(), InferenceOptions.defaults());
                Catalog catalog = new Catalog(kafka, FIRST);
                ReleaseLog log = ReleaseLog.open(kafka, codecs);
                FeatureTable features = FeatureTable.open(kafka, codecs, folder.resolve("seen"))) {
            catalog.upload(0, ITEMS, 1);
            Set<String> before;
            try (JavaProcess first =
                    RolloutMain.launch(kafka, folder, stop).arguments(bundle).start()) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> log.live("catalog").isPresent());
                String pinned = new PinnedBundle(bundle.toString(), Optional.of(model.id())).toString();
                RolloutRig.approve(
                        log,
                        SECOND,
                        FirstRelease.of(SECOND, pinned, model, "test", TestObjects.NOW)
                                .contents());
                Awaitility.await().atMost(PATIENCE).until(() -> there.test(first, () -> made(features, model)));

                // when
                first.kill();
                features.awaitEnd(PATIENCE);
                before = made(features, model);
            }
            catalog.upload(ITEMS - 10, ITEMS + 10, 2);
            catalog.delete(0, 2);

            // then
            List<String> afterwards;
            try (JavaProcess second = RolloutMain.launch(kafka, folder, Point.GIVEN_UP)
                    .arguments(bundle)
                    .start()) {
                RolloutRig.awaitState(log, SECOND, ReleaseState.LIVE);
                RolloutRig.awaitState(log, FIRST, ReleaseState.STANDBY);
                RolloutRig.awaitHandled(kafka);
                second.kill();
                afterwards = ToldProjections.items(second.lines());
            }
            assertThat(afterwards).isNotEmpty().noneMatch(before::contains);
            features.awaitEnd(PATIENCE);
            assertThat(made(features, model)).hasSize(catalog.expected().size());
            try (VectorStore store = VectorStores.open("lucene:" + folder.resolve("index"))) {
                assertThat(store.resolve("catalog")).contains(SECOND.collection());
                RolloutRig.assertHolds(store, FIRST, catalog.expected());
                RolloutRig.assertHolds(store, SECOND, catalog.expected(), (item, part) -> expected(model, item, part));
            }
            return before;
        }
    }

    /** The versions whose parts all have features of the other towers. */
    private static Set<String> made(FeatureTable features, EmbeddingModel model) {
        return IntStream.range(0, ITEMS + 10)
                .mapToObj(Catalog::key)
                .flatMap(key -> made(features, model, key).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> made(FeatureTable features, EmbeddingModel model, MediaKey key) {
        List<Long> versions = features
                .findOf(List.of(
                        new FeatureKey(new PartKey(key, Part.IMAGE), model.towerId(Modality.IMAGE)),
                        new FeatureKey(new PartKey(key, Part.CAPTION), model.towerId(Modality.TEXT))))
                .stream()
                .filter(FoundFeature.Present.class::isInstance)
                .map(found -> ((FoundFeature.Present) found).feature().mediaVersion())
                .toList();
        return versions.size() == 2 && versions.getFirst().equals(versions.getLast())
                ? Optional.of(ToldProjections.version(key, versions.getFirst()))
                : Optional.empty();
    }

    private static Embedding expected(EmbeddingModel model, StoredMedia item, String part) {
        return part.equals(Part.CAPTION)
                ? model.embed(Modality.TEXT, List.of(model.prepare(Catalog.caption(item.key(), item.version()))))
                        .getFirst()
                : model.embed(
                                Modality.IMAGE,
                                List.of(model.prepare(
                                        new ImageDecoder(DecodeBudget.defaults()).decode(Catalog.PICTURE))))
                        .getFirst();
    }
}
