package dev.weft.mining.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.PartKey;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.core.Split;
import dev.weft.mining.negatives.LogitScale;
import dev.weft.mining.negatives.MinedPair;
import dev.weft.mining.negatives.MiningSettings;
import dev.weft.mining.negatives.PictureHashes;
import dev.weft.mining.negatives.Yardstick;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchMakerTest {

    private static final ReleaseId RELEASE = new ReleaseId("catalog", 3);
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private static final Yardstick.Bounds ALIKE_FROM_HALF = new Yardstick.Bounds(0.3, 0.5);
    private static final Yardstick WHERE_ALL_OF_A_GROUP_ARE_ALIKE =
            new Yardstick(ALIKE_FROM_HALF, ALIKE_FROM_HALF, new LogitScale(10, 0), List.of());

    private final AtomicInteger ids = new AtomicInteger();
    private final BatchMaker maker = new BatchMaker(
            RELEASE,
            MiningSettings.defaults(),
            new PictureHashes(picture -> Optional.of(picture.sizeBytes()), 100),
            () -> "b-" + ids.incrementAndGet());

    @Test
    void shouldPutEveryPairIntoOneStampedBatch() {
        List<MinedPair> pairs = IntStream.range(0, 600)
                .mapToObj(i -> pair("p-" + i, i, List.of()))
                .toList();

        List<ContrastiveBatch> batches = maker.of(pairs, Optional.empty(), NOW);

        assertThat(batches).extracting(batch -> batch.pairs().size()).containsExactly(256, 256, 88);
        assertThat(batches).extracting(ContrastiveBatch::id).containsExactly("b-1", "b-2", "b-3");
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.release()).isEqualTo(RELEASE);
            assertThat(batch.snapshotAt()).isEqualTo(NOW);
            assertThat(batch.configHash()).isEqualTo(MiningSettings.defaults().hash());
        });
        assertThat(batches.stream()
                        .flatMap(batch -> batch.pairs().stream())
                        .map(ContrastiveBatch.Pair::media)
                        .distinct())
                .hasSize(600);
    }

    @Test
    void shouldClusterWhatIsHardForEachOther() {
        // given 8 groups of 32 that lie close together, shuffled
        List<MinedPair> pairs = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            int shuffled = (i * 97) % 256;
            pairs.add(pair("p-" + shuffled, shuffled / 32, List.of()));
        }

        ContrastiveBatch batch = maker.of(pairs, Optional.empty(), NOW).getFirst();

        Map<Integer, Integer> groupOfCluster = new HashMap<>();
        for (ContrastiveBatch.Pair pair : batch.pairs()) {
            int group = Integer.parseInt(pair.media().media().id().value().substring(2)) / 32;
            assertThat(groupOfCluster.computeIfAbsent(pair.cluster(), key -> group))
                    .isEqualTo(group);
        }
        assertThat(groupOfCluster).hasSize(8);
    }

    @Test
    void shouldMaskPairsThatMustNotBeEachOthersNegatives() {
        MinedPair one = pair("a", 1, List.of());
        MinedPair sameCaption = new MinedPair(
                pair("b", 2, List.of()).anchor(), pair("b", 2, List.of()).vectors(), one.caption(), 1, List.of());
        MinedPair other = pair("c", 3, List.of());

        ContrastiveBatch batch = maker.of(List.of(one, sameCaption, other), Optional.empty(), NOW)
                .getFirst();

        assertThat(batch.masks()).hasSize(1);
        ContrastiveBatch.Mask mask = batch.masks().getFirst();
        assertThat(List.of(
                        batch.pairs().get(mask.first()).media().media().id().value(),
                        batch.pairs().get(mask.second()).media().media().id().value()))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void shouldMaskWhatIsAlikeOnlyWhereItMayBeTheSamePicture() {
        // given pairs that look and read alike
        MinedPair shoe = withPicture(pair("shoe", 1, List.of()), 0b0000_0000);
        MinedPair darker = withPicture(pair("darker", 1, List.of()), 0b0011_1111);
        MinedPair boot = withPicture(pair("boot", 1, List.of()), 0b0111_1111);
        MinedPair unseen = pair("unseen", 1, List.of());

        ContrastiveBatch batch = maker.of(
                        List.of(shoe, darker, boot, unseen), Optional.of(WHERE_ALL_OF_A_GROUP_ARE_ALIKE), NOW)
                .getFirst();

        assertThat(batch.masks().stream().map(mask -> Set.of(id(batch, mask.first()), id(batch, mask.second()))))
                .containsExactlyInAnyOrder(
                        Set.of("shoe", "darker"),
                        Set.of("darker", "boot"),
                        Set.of("shoe", "unseen"),
                        Set.of("darker", "unseen"),
                        Set.of("boot", "unseen"));
    }

    private static String id(ContrastiveBatch batch, int pair) {
        return batch.pairs().get(pair).media().media().id().value();
    }

    /** @param hash its perceptual hash, which the file's size stands for */
    private static MinedPair withPicture(MinedPair pair, int hash) {
        Anchor anchor = pair.anchor();
        StoredObject picture =
                new StoredObject(URI.create("test:///" + hash), Sha256.ofText(anchor.family()), "image/png", hash);
        return new MinedPair(
                new Anchor(
                        anchor.id(),
                        anchor.item(),
                        anchor.mediaVersion(),
                        anchor.mediaPart(),
                        anchor.modality(),
                        anchor.text(),
                        anchor.caption(),
                        anchor.family(),
                        Optional.of(picture),
                        anchor.unrelated(),
                        anchor.origin(),
                        anchor.occurredAt()),
                pair.vectors(),
                pair.caption(),
                pair.weight(),
                pair.negatives());
    }

    /** The writer's own firewall: whatever a miner found, no batch can be made of it. */
    @Test
    void shouldRefuseEveryFamilyOfTheGate() {
        List<String> families = IntStream.range(0, 100_000)
                .mapToObj(i -> "gate-" + i)
                .filter(family -> Split.of(family) == Split.GATE)
                .limit(1_000)
                .toList();

        assertThat(families)
                .hasSize(1_000)
                .allSatisfy(family -> assertThatIllegalArgumentException()
                        .isThrownBy(() ->
                                maker.of(List.of(pair("a", 1, List.of(negative("x", family)))), Optional.empty(), NOW))
                        .withMessageContaining("families of the split train"));
    }

    @Test
    void shouldStayBelowTheSizeOfARecordWhenKeysAreLong() {
        String id = "x".repeat(120);
        List<MinedPair.Negative> negatives =
                IntStream.range(0, 32).mapToObj(i -> negative(id + i, "plum")).toList();
        List<MinedPair> pairs = IntStream.range(0, 256)
                .mapToObj(i -> pair(id + i, i, negatives))
                .toList();

        List<ContrastiveBatch> batches = maker.of(pairs, Optional.empty(), NOW);

        assertThat(batches.size()).isGreaterThan(1);
        assertThat(batches.stream().mapToInt(batch -> batch.pairs().size()).sum())
                .isEqualTo(256);
    }

    private static MinedPair.Negative negative(String id, String family) {
        return new MinedPair.Negative(
                new PartKey(MediaKey.of("default", id), "image"),
                Modality.IMAGE,
                family,
                ContrastiveBatch.Source.LOOKS_ALIKE);
    }

    /** @param group pairs of one group lie close together */
    private static MinedPair pair(String id, int group, List<MinedPair.Negative> negatives) {
        MediaKey key = MediaKey.of("default", id);
        Anchor anchor = new Anchor(
                key.toString(),
                key,
                1,
                "image",
                Modality.IMAGE,
                new TextSide.Caption(new PartKey(key, "caption")),
                Optional.of(id),
                family(id),
                Optional.empty(),
                List.of(),
                Anchor.Origin.ITEM,
                NOW);
        Yardstick.Pair vectors = new Yardstick.Pair(vector(group, id, 1), vector(group, id, 2));
        return new MinedPair(anchor, Optional.of(vectors), Optional.of(id), 1, negatives);
    }

    private static String family(String id) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> id + "-" + i)
                .filter(family -> Split.of(family) == Split.TRAIN)
                .findFirst()
                .orElseThrow();
    }

    private static Embedding vector(int group, String id, int side) {
        Random centre = new Random(group);
        Random noise = new Random(31L * id.hashCode() + side);
        float[] values = new float[32];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centre.nextGaussian() + 0.2 * noise.nextGaussian());
        }
        return Embedding.normalized(values);
    }
}
