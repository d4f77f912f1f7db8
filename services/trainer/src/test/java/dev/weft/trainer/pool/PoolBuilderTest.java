package dev.weft.trainer.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.ContrastiveBatch.Mask;
import dev.weft.core.ContrastiveBatch.Negative;
import dev.weft.core.ContrastiveBatch.Pair;
import dev.weft.core.ContrastiveBatch.Source;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartKey;
import dev.weft.core.Sha256;
import dev.weft.core.Split;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.MinedNegative;
import dev.weft.learning.MinedNegative.Anchor;
import dev.weft.learning.TrainingPair;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.catalog.CatalogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What of a batch a round learns from. */
class PoolBuilderTest {

    private static final int DIMENSION = 8;

    private final List<String> train = families(Split.TRAIN);
    private final List<String> gate = families(Split.GATE);

    @Test
    void shouldLearnFromPairsOfTheCatalogWithTheNegativesThatWereMinedForThem() {
        PoolBuilder builder = builder(train.subList(0, 3));
        builder.add(batch(
                List.of(pair(0, train.get(0)), pair(1, train.get(1))),
                List.of(
                        new Negative(0, caption(2), Modality.TEXT, train.get(2), 1, Source.READS_ALIKE),
                        new Negative(1, picture(2), Modality.IMAGE, train.get(2), 0.5f, Source.LOOKS_ALIKE))));

        TrainingPool pool = builder.build(Optional.empty()).orElseThrow();

        assertThat(pool.data().catalog().pairs())
                .containsExactly(
                        new TrainingPair(train.get(0), 0, 0, List.of(new MinedNegative(Anchor.LEFT, 2, 1))),
                        new TrainingPair(train.get(1), 1, 1, List.of(new MinedNegative(Anchor.RIGHT, 2, 0.5f))),
                        new TrainingPair(train.get(2), 2, 2));
        assertThat(pool.data().clusters()).containsExactly(List.of(0, 1));
    }

    @Test
    void shouldLearnNothingOfItemsThatAreOfAFamilyOfTheGateByNow() {
        // given a batch from before items 1 and 2 got families that the gate judges by
        PoolBuilder builder = builder(List.of(train.get(0), gate.get(0), gate.get(1)));
        builder.add(batch(
                List.of(pair(0, train.get(0)), pair(1, train.get(1))),
                List.of(new Negative(0, caption(2), Modality.TEXT, train.get(2), 1, Source.READS_ALIKE))));

        TrainingPool pool = builder.build(Optional.empty()).orElseThrow();

        assertThat(pool.data().catalog().pairs()).containsExactly(new TrainingPair(train.get(0), 0, 0));
        assertThat(pool.counts())
                .containsEntry("pairs.family_not_in_train", 1)
                .containsEntry("negatives.family_not_in_train", 1)
                .containsEntry("items.gate", 2);
    }

    @Test
    void shouldCountWhatHasNoFeature() {
        PoolBuilder builder = builder(train.subList(0, 1));
        builder.add(batch(
                List.of(pair(0, train.get(0)), pair(8, train.get(1))),
                List.of(new Negative(0, caption(9), Modality.TEXT, train.get(2), 1, Source.BM25))));

        TrainingPool pool = builder.build(Optional.empty()).orElseThrow();

        assertThat(pool.data().catalog().pairs()).containsExactly(new TrainingPair(train.get(0), 0, 0));
        assertThat(pool.counts())
                .containsEntry("pairs.missing_feature", 1)
                .containsEntry("negatives.missing_feature", 1);
    }

    @Test
    void shouldMaskTheFamiliesThatABatchSaysAndNoOthers() {
        PoolBuilder builder = builder(train);
        ContrastiveBatch batch =
                batch(List.of(pair(0, train.get(0)), pair(1, train.get(1)), pair(2, train.get(2))), List.of());
        builder.add(new ContrastiveBatch(
                batch.id(),
                batch.release(),
                batch.snapshotAt(),
                batch.configHash(),
                batch.pairs(),
                List.of(),
                List.of(new Mask(0, 1), new Mask(1, 2))));

        TrainingPool pool = builder.build(Optional.empty()).orElseThrow();

        assertThat(pool.data().catalog().pairs())
                .extracting(TrainingPair::family)
                .containsExactlyElementsOf(train);
        assertThat(pool.data().catalog().masks())
                .containsEntry(train.get(0), new TreeSet<>(List.of(train.get(1))))
                .containsEntry(train.get(1), new TreeSet<>(List.of(train.get(0), train.get(2))))
                .containsEntry(train.get(2), new TreeSet<>(List.of(train.get(1))));
    }

    @Test
    void shouldBeNoPoolWhenNoFamilyIsForTraining() {
        assertThat(builder(gate.subList(0, 3)).build(Optional.empty())).isEmpty();
    }

    private static List<String> families(Split split) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "family-" + i)
                .filter(family -> Split.of(family) == split)
                .limit(3)
                .toList();
    }

    /** A catalog with an item of each family, in this order. */
    private static PoolBuilder builder(List<String> families) {
        List<CatalogEntry> entries = new ArrayList<>();
        for (int i = 0; i < families.size(); i++) {
            entries.add(new CatalogEntry(
                    key(i), families.get(i), "", "caption " + i, Instant.EPOCH, picture(i), i, caption(i), i));
        }
        return new PoolBuilder(
                Modality.IMAGE,
                new Catalog(entries, rows(families.size(), 1), rows(families.size(), 2)),
                new TowersAlone());
    }

    private static FeatureRows rows(int count, long seed) {
        UnitVectors vectors = new UnitVectors(DIMENSION, seed);
        return FeatureRows.of(IntStream.range(0, count)
                .mapToObj(_ -> vectors.next().toArray())
                .toArray(float[][]::new));
    }

    private static ContrastiveBatch batch(List<Pair> pairs, List<Negative> negatives) {
        return new ContrastiveBatch(
                "b-1", TestObjects.RELEASE, TestObjects.NOW, Sha256.ofText("miner"), pairs, negatives, List.of());
    }

    private static Pair pair(int item, String family) {
        return new Pair(picture(item), Modality.IMAGE, new TextSide.Caption(caption(item)), family, 1, 0);
    }

    private static MediaKey key(int item) {
        return TestObjects.key("item-" + item);
    }

    private static PartKey picture(int item) {
        return new PartKey(key(item), Part.IMAGE);
    }

    private static PartKey caption(int item) {
        return new PartKey(key(item), Part.CAPTION);
    }
}
