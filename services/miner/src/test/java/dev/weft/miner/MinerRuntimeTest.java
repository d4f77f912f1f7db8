package dev.weft.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.DeadLetter;
import dev.weft.core.Feedback;
import dev.weft.core.MediaItem;
import dev.weft.core.Neighbours;
import dev.weft.core.ReleaseId;
import dev.weft.core.Split;
import dev.weft.events.KafkaSettings;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.TopicReader;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Items, embeddings and feedback in, batches out: with a real broker and a real index. */
@ExtendWith(KafkaExtension.class)
class MinerRuntimeTest {

    private static final int ITEMS = 150;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private MinerRig rig;
    private MinerSettings settings;
    private VectorStore index;

    @BeforeEach
    void open(KafkaSettings kafka) {
        rig = new MinerRig(kafka);
        String store = "lucene:" + folder.resolve("index");
        settings = MinerRig.settings(kafka, store, folder);
        index = VectorStores.open(store);
        MinerRig.createCollection(index);
    }

    @AfterEach
    void close() {
        index.close();
        rig.close();
    }

    @Test
    void shouldMakeBatchesOfItemsAndFeedbackAndOfNoFamilyOfTheGate() throws Exception {
        // given
        List<MediaItem> items = MinerRig.items(ITEMS);
        List<MediaItem> gate = IntStream.range(0, 60)
                .mapToObj(i -> TestObjects.item("gate-" + i, 1))
                .map(item -> new MediaItem(
                        item.key(),
                        1,
                        MinerRig.family(item.key().id().value(), Split.GATE),
                        item.attributes(),
                        item.parts()))
                .toList();
        MinerRig.index(index, items);
        MinerRig.index(index, gate);
        rig.upload(items);
        rig.upload(gate);
        rig.embed(items);
        rig.embed(gate);
        rig.judge(MinerRig.clicked("q-1", "something", "item-7", Feedback.Label.NOT_RELEVANT));
        rig.judge(MinerRig.clicked("q-1", "something", "item-3", Feedback.Label.CLICKED));

        // when
        try (MinerRuntime miner = MinerRuntime.start(settings, settings::release, registry)) {
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(rig.pairs()).hasSize(ITEMS + 1));
            // What one transaction has written becomes visible partition by partition.
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(rig.read(rig.kafka.topics().neighbours(), rig.codecs.neighbours()))
                            .hasSize(ITEMS));
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(miner.problem()).isEmpty());
        }

        // then
        List<ContrastiveBatch> batches = rig.batches();
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.release()).isEqualTo(TestObjects.RELEASE);
            assertThat(batch.configHash()).isEqualTo(settings.mining().hash());
            assertThat(batch.pairs())
                    .allSatisfy(pair ->
                            assertThat(pair.media().media().id().value()).startsWith("item-"));
            assertThat(batch.negatives())
                    .allSatisfy(negative ->
                            assertThat(negative.part().media().id().value()).startsWith("item-"));
        });
        assertThat(batches).flatExtracting(ContrastiveBatch::negatives).isNotEmpty();
        assertThat(rig.pairs()).extracting(ContrastiveBatch.Pair::text).contains(new TextSide.QueryText("something"));
        assertThat(batches)
                .flatExtracting(ContrastiveBatch::negatives)
                .filteredOn(negative -> negative.source() == ContrastiveBatch.Source.FEEDBACK)
                .extracting(negative -> negative.part().toString())
                .containsExactly("default/item-7#image");
        assertThat(rig.read(rig.kafka.topics().neighbours(), rig.codecs.neighbours()))
                .hasSize(ITEMS)
                .flatExtracting(Neighbours::candidates)
                .isNotEmpty();
        assertThat(rig.deadLetters()).isEmpty();
        assertThat(registry.counter("miner.anchors", "outcome", "mined").count())
                .isEqualTo(ITEMS + 1);
    }

    @Test
    void shouldMineAllAgainWhenAskedAndWhenAnotherReleaseIsLive() throws Exception {
        List<MediaItem> items = MinerRig.items(80);
        MinerRig.index(index, items);
        rig.upload(items);
        rig.embed(items);
        Switch live = new Switch();

        try (MinerRuntime miner = MinerRuntime.start(settings, live, registry)) {
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(rig.pairs()).hasSize(80));

            miner.mineAgain(Set.of());
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(rig.pairs()).hasSize(160));

            live.now = new ReleaseId("catalog", 2);
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(miner.problem().orElse("")).contains("catalog__r2"));
        }
    }

    @Test
    void shouldMineEveryAnchorOnceMoreInEachRoundAndNothingBetweenThem() throws Exception {
        List<MediaItem> items = MinerRig.items(80);
        MinerRig.index(index, items);
        rig.upload(items);
        rig.embed(items);
        rig.judge(MinerRig.clicked("q-1", "something", "item-3", Feedback.Label.CLICKED));
        List<MiningRound> told = new ArrayList<>();

        try (MinerRuntime miner = MinerRuntime.start(MinerRig.onDemand(settings), settings::release, registry)) {
            // when
            new WholeMining(miner, told::add).run(MiningRound.begun("m-1", "a test", "me"));
            assertThat(rig.pairs()).hasSize(81);
            new WholeMining(miner, told::add).run(MiningRound.begun("m-2", "a test", "me"));
        }

        // then
        assertThat(rig.pairs()).hasSize(162);
        assertThat(told)
                .extracting(MiningRound::phase)
                .contains(MiningRound.Phase.JOINING, MiningRound.Phase.MINING, MiningRound.Phase.ENDED);
        MiningRound ended = told.getLast();
        assertThat(ended.outcome().orElseThrow().kind()).isEqualTo("mined");
        assertThat(ended.release()).contains(TestObjects.RELEASE);
        assertThat(ended.done()).isEqualTo(81).isEqualTo(ended.anchors());
        assertThat(ended.counts().pairs()).as("what was searched for").isEqualTo(80);
        assertThat(ended.counts().batches()).isPositive();
        assertThat(ended.counts().dropped()).containsKey("quadrant");
    }

    @Test
    void shouldSayThatThereIsNothingToMine() throws Exception {
        List<MiningRound> told = new ArrayList<>();

        try (MinerRuntime miner = MinerRuntime.start(MinerRig.onDemand(settings), settings::release, registry)) {
            new WholeMining(miner, told::add).run(MiningRound.begun("m-1", "a test", "me"));
        }

        assertThat(told.getLast().outcome().orElseThrow().kind()).isEqualTo("nothing_to_mine");
    }

    @Test
    void shouldWaitForTheIndexAndMakeADeadLetterOfASingleItemThatItLacks() throws Exception {
        List<MediaItem> items = MinerRig.items(60);
        rig.upload(items);
        rig.embed(items);

        try (MinerRuntime miner = MinerRuntime.start(settings, settings::release, registry)) {
            // While most are lacking, the sink is behind, and nothing is a dead letter.
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(miner.problem().orElse("")).contains("is a sink running"));
            assertThat(rig.deadLetters()).isEmpty();
            MinerRig.index(index, items.subList(1, 60));
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(rig.pairs()).hasSize(59));
        }

        List<DeadLetter> letters = rig.deadLetters();
        assertThat(letters).extracting(DeadLetter::reason).containsExactly("not_in_index");
        assertThat(letters.getFirst().origin().topic())
                .isEqualTo(rig.kafka.topics().anchors());
        assertThat(new String(letters.getFirst().key(), StandardCharsets.UTF_8)).isEqualTo("default/item-0");
    }

    @Test
    void shouldMakeADeadLetterOfAnAnchorThatCannotBeReadAndGoOn() throws Exception {
        List<MediaItem> items = MinerRig.items(40);
        MinerRig.index(index, items);
        rig.send(rig.kafka.topics().anchors(), "default/x", new byte[] {1, 2, 3});
        rig.upload(items);
        rig.embed(items);

        try (MinerRuntime miner = MinerRuntime.start(settings, settings::release, registry)) {
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(rig.pairs()).hasSize(40));
            assertThat(miner.problem()).isEmpty();
        }

        assertThat(rig.deadLetters()).extracting(DeadLetter::reason).containsExactly("bad_magic");
    }

    @Test
    void shouldKnowWhatWasDeletedWhenItsStateIsLostAndRestored() throws Exception {
        List<MediaItem> items = MinerRig.items(40);
        MinerRig.index(index, items);
        rig.upload(items);
        rig.embed(items);
        try (MinerRuntime _ = MinerRuntime.start(settings, settings::release, registry)) {
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(rig.pairs()).hasSize(40));
            rig.delete("item-5", 2);
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(tombstones()).isEqualTo(1));
        }
        remove(settings.running().state());

        // when the version that was deleted comes late, and something new behind it
        rig.upload(items.subList(5, 6));
        rig.embed(items.subList(5, 6));
        List<MediaItem> more = List.of(MinerRig.item("item-new", 1));
        MinerRig.index(index, more);
        rig.upload(more);
        rig.embed(more);

        // then
        try (MinerRuntime _ = MinerRuntime.start(settings, settings::release, registry)) {
            await().atMost(MinerRig.PATIENCE)
                    .untilAsserted(() -> assertThat(rig.pairs()).hasSize(41));
        }
        assertThat(tombstones()).isEqualTo(1);
        assertThat(rig.pairs())
                .filteredOn(pair -> pair.media().media().id().value().equals("item-5"))
                .hasSize(1);
    }

    private long tombstones() {
        return TopicReader.readCommitted(rig.kafka, rig.kafka.topics().anchors()).stream()
                .filter(record -> record.value() == null)
                .count();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Says which release is live. */
    private static final class Switch implements LiveRelease {
        private volatile ReleaseId now = TestObjects.RELEASE;

        @Override
        public ReleaseId current() {
            return now;
        }
    }
}
