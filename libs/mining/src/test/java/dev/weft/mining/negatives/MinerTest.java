package dev.weft.mining.negatives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch.Source;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Neighbours;
import dev.weft.core.Split;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinerTest {

    private static final int ITEMS = 800;
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @TempDir
    Path folder;

    private VectorStore store;
    private final World world = new World(7);
    private final Map<String, Integer> drops = new HashMap<>();

    @BeforeEach
    void open() {
        store = VectorStores.open("lucene:" + folder);
        for (int i = 0; i < ITEMS; i++) {
            world.add("item-" + i, i, i, "caption number " + i + " of a thing");
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldNeverFindAFamilyOfTheGate() {
        // given 1,000 families of the gate that mean and look the same as what is mined
        List<String> families = IntStream.range(0, 100_000)
                .mapToObj(i -> "gate-" + i)
                .filter(family -> Split.of(family) == Split.GATE)
                .limit(1_000)
                .toList();
        for (int i = 0; i < families.size(); i++) {
            world.add("gate-item-" + i, families.get(i), i % ITEMS, (i + 1) % ITEMS, "another caption " + i);
        }
        world.into(store);

        // when
        Mined mined = mine(MiningSettings.defaults(), Confusables.none());

        // then
        assertThat(families).hasSize(1_000);
        assertThat(mined.pairs()).hasSize(ITEMS);
        assertThat(mined.pairs())
                .allSatisfy(pair -> assertThat(Split.of(pair.anchor().family())).isEqualTo(Split.TRAIN))
                .flatExtracting(MinedPair::negatives)
                .isNotEmpty()
                .allSatisfy(negative -> assertThat(Split.of(negative.family())).isEqualTo(Split.TRAIN));
        assertThat(mined.audit())
                .hasSize(ITEMS)
                .flatExtracting(Neighbours::candidates)
                .allSatisfy(
                        candidate -> assertThat(candidate.item().id().value()).doesNotStartWith("gate-item"));
        assertThat(drops).doesNotContainKey("not_train");
    }

    /** The second line: an item that moved to the gate after it was indexed, found by its words. */
    @Test
    void shouldDropWhatIsOfAnotherSplitHoweverItWasFound() {
        String gate = IntStream.range(0, 1_000)
                .mapToObj(i -> "gate-" + i)
                .filter(family -> Split.of(family) == Split.GATE)
                .findFirst()
                .orElseThrow();
        MediaKey moved = world.add("moved", gate, 1, 2, "moved").key();
        world.into(store);

        Mined mined = mine(MiningSettings.defaults(), (tenant, caption, limit) -> List.of(moved));

        assertThat(drops.get("not_train")).isEqualTo(2 * ITEMS);
        assertThat(mined.pairs())
                .flatExtracting(MinedPair::negatives)
                .noneMatch(negative -> negative.part().media().equals(moved));
    }

    @Test
    void shouldFindBothKindsAndMarkWhereTheyCameFrom() {
        world.into(store);

        Mined mined = mine(MiningSettings.defaults(), Confusables.none());

        List<MinedPair.Negative> negatives = mined.pairs().stream()
                .flatMap(pair -> pair.negatives().stream())
                .toList();
        assertThat(negatives).extracting(MinedPair.Negative::source).contains(Source.LOOKS_ALIKE, Source.READS_ALIKE);
        assertThat(negatives).extracting(MinedPair.Negative::modality).contains(Modality.TEXT, Modality.IMAGE);
        assertThat(mined.pairs())
                .allSatisfy(pair -> assertThat(pair.negatives()).hasSizeLessThanOrEqualTo(8));
        assertThat(negatives.size()).isGreaterThan(4 * ITEMS);
    }

    @Test
    void shouldKeepFewFalseNegativesWhenDuplicatesAndWrongCaptionsArePlanted() {
        // given duplicates under another family with another caption, and captions of something else
        for (int i = 0; i < ITEMS / 10; i++) {
            world.add("duplicate-" + i, i, i, "the same said differently " + i);
            world.add("wrong-" + i, 10_000 + i, (i * 7) % ITEMS, "a wrong caption " + i);
        }
        world.into(store);

        double all = falseRate(mine(MiningSettings.defaults(), Confusables.none()));
        double none = falseRate(mine(MiningSettings.defaults().without(Filters.OPTIONAL), Confusables.none()));

        assertThat(none).as("share of false negatives without filters").isGreaterThan(0.02);
        assertThat(all).as("share of false negatives with all filters").isLessThan(0.02);
    }

    @Test
    void shouldTakeWhatFeedbackCalledNotRelevant() {
        world.into(store);
        Anchor own = world.item(MediaKey.of("default", "item-1")).anchor();
        MediaKey unrelated = MediaKey.of("default", "item-500");
        Anchor judged = with(own, own.id(), own.text(), Anchor.Origin.ITEM, List.of(unrelated, own.item()));
        Anchor asked = with(
                own, own.id() + "?q", new TextSide.QueryText("a thing"), Anchor.Origin.CLICKED, List.of(unrelated));

        Mined mined = miner(MiningSettings.defaults(), Confusables.none())
                .mine(List.of(judged, asked), Optional.empty(), NOW);

        assertThat(mined.pairs()).hasSize(2);
        MinedPair query = mined.pairs().getFirst();
        assertThat(query.weight()).isEqualTo(0.5f);
        assertThat(query.negatives()).singleElement().satisfies(negative -> {
            assertThat(negative.part().toString()).isEqualTo("default/item-500#image");
            assertThat(negative.source()).isEqualTo(Source.FEEDBACK);
        });
        assertThat(mined.pairs().get(1).negatives())
                .extracting(negative -> negative.part().toString())
                .containsExactlyInAnyOrder("default/item-500#image", "default/item-500#caption");
        assertThat(drops).containsEntry("same_item", 2);
    }

    @Test
    void shouldWaitForWhatTheIndexLacksAndLeaveWhatIsOutdated() {
        world.into(store);
        Anchor own = world.item(MediaKey.of("default", "item-1")).anchor();
        Anchor newer = withVersion(world.item(MediaKey.of("default", "item-2")).anchor(), 2);
        MediaKey third = MediaKey.of("default", "item-3");
        store.apply(World.RELEASE.collection(), List.of(new Mutation.Delete(third, 1)));
        MediaKey fourth = MediaKey.of("default", "item-4");
        store.apply(
                World.RELEASE.collection(),
                store.get(World.RELEASE.collection(), List.of(fourth)).values().stream()
                        .<Mutation>map(stored -> new Mutation.Put(
                                fourth, 2, World.RELEASE, stored.family(), stored.attributes(), stored.rows()))
                        .toList());

        Mined mined = miner(MiningSettings.defaults(), Confusables.none())
                .mine(
                        List.of(
                                own,
                                newer,
                                world.item(third).anchor(),
                                world.item(fourth).anchor()),
                        Optional.empty(),
                        NOW);

        assertThat(mined.pairs()).extracting(pair -> pair.anchor().id()).containsExactly(own.id());
        assertThat(mined.waiting()).containsExactly(newer, world.item(third).anchor());
        assertThat(mined.outdated()).containsExactly(world.item(fourth).anchor());
    }

    @Test
    void shouldGiveAPoorCaptionLittleWeightAndNeverUseItAsANegative() {
        // given one caption on twenty different things: shared, and hardly fitting
        for (int i = 0; i < 20; i++) {
            world.add("generic-" + i, 20_000 + i, 30_000, "IMG_1234.jpg");
        }
        world.into(store);

        Mined mined = mine(MiningSettings.defaults(), Confusables.none());

        assertThat(mined.pairs())
                .filteredOn(pair -> pair.anchor().item().id().value().startsWith("generic"))
                .hasSize(20)
                .allSatisfy(pair -> assertThat(pair.weight()).isEqualTo(0.2f));
        assertThat(mined.pairs())
                .flatExtracting(MinedPair::negatives)
                .noneMatch(negative -> negative.part().media().id().value().startsWith("generic"));
        assertThat(mined.pairs())
                .filteredOn(pair -> pair.anchor().item().id().value().startsWith("item"))
                .filteredOn(pair -> pair.weight() < 1)
                .hasSizeLessThan(ITEMS / 50);
    }

    @Test
    void shouldTakeConfusableCaptionsAsASecondSource() {
        world.into(store);

        Mined mined = mine(
                MiningSettings.defaults(),
                (tenant, caption, limit) -> List.of(MediaKey.of("default", "item-" + (caption.hashCode() & 255))));

        assertThat(mined.pairs())
                .flatExtracting(MinedPair::negatives)
                .extracting(MinedPair.Negative::source)
                .contains(Source.BM25);
    }

    private double falseRate(Mined mined) {
        long wrong = 0;
        long all = 0;
        for (MinedPair pair : mined.pairs()) {
            for (MinedPair.Negative negative : pair.negatives()) {
                all++;
                wrong += world.isFalse(pair.anchor(), negative) ? 1 : 0;
            }
        }
        assertThat(all).isPositive();
        return (double) wrong / all;
    }

    private Mined mine(MiningSettings settings, Confusables confusables) {
        Miner miner = miner(settings, confusables);
        Optional<Yardstick> yardstick = miner.measure(2_000, new Random(3));
        assertThat(yardstick).isPresent();
        return miner.mine(world.anchors(), yardstick, NOW);
    }

    private Miner miner(MiningSettings settings, Confusables confusables) {
        return new Miner(
                World.RELEASE,
                settings,
                1,
                new Miner.Sources(store, world, confusables, PictureHashes.none()),
                new MiningObserver() {
                    @Override
                    public void dropped(String filter, int candidates) {
                        drops.merge(filter, candidates, Integer::sum);
                    }
                });
    }

    private static Anchor with(
            Anchor anchor, String id, TextSide text, Anchor.Origin origin, List<MediaKey> unrelated) {
        return new Anchor(
                id,
                anchor.item(),
                anchor.mediaVersion(),
                anchor.mediaPart(),
                anchor.modality(),
                text,
                anchor.caption(),
                anchor.family(),
                anchor.picture(),
                unrelated,
                origin,
                anchor.occurredAt());
    }

    private static Anchor withVersion(Anchor anchor, long version) {
        return new Anchor(
                anchor.id(),
                anchor.item(),
                version,
                anchor.mediaPart(),
                anchor.modality(),
                anchor.text(),
                anchor.caption(),
                anchor.family(),
                anchor.picture(),
                anchor.unrelated(),
                anchor.origin(),
                anchor.occurredAt());
    }
}
