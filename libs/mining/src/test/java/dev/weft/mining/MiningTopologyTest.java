package dev.weft.mining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.DeadLetter;
import dev.weft.core.Feedback;
import dev.weft.core.MediaItem;
import dev.weft.core.PartKey;
import dev.weft.core.Split;
import dev.weft.testkit.TestObjects;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items and their embeddings, in any order. */
class MiningTopologyTest {

    @TempDir
    Path folder;

    private TopologyRig rig;

    @BeforeEach
    void start() {
        rig = new TopologyRig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void shouldMakeAnAnchorWhenAnItemIsUploadedAndEmbedded() throws Exception {
        MediaItem plum = TopologyRig.item("plum-1", "plum", 1);

        rig.upload(plum);
        assertThat(rig.anchors()).isEmpty();
        rig.embed(plum);

        Anchor anchor = rig.anchor("default/plum-1");
        assertThat(anchor.media()).isEqualTo(new PartKey(plum.key(), "image"));
        assertThat(anchor.text()).isEqualTo(new TextSide.Caption(new PartKey(plum.key(), "caption")));
        assertThat(anchor.caption()).contains("picture of plum-1");
        assertThat(anchor.picture()).isPresent();
        assertThat(anchor.origin()).isEqualTo(Anchor.Origin.ITEM);
    }

    @Test
    void shouldMakeTheSameAnchorWhenTheEmbeddingComesFirst() throws Exception {
        MediaItem plum = TopologyRig.item("plum-1", "plum", 1);

        rig.embed(plum);
        rig.upload(plum);

        assertThat(rig.anchors()).containsOnlyKeys("default/plum-1");
    }

    @Test
    void shouldMakeNoAnchorWhenTheFamilyIsNotForTraining() throws Exception {
        List<String> families = IntStream.range(0, 20_000)
                .mapToObj(i -> "family-" + i)
                .filter(family -> Split.of(family) == Split.GATE)
                .limit(200)
                .toList();

        for (String family : families) {
            MediaItem item = TopologyRig.item(family, family, 1);
            rig.upload(item);
            rig.embed(item);
            rig.judge(TopologyRig.asked("q-" + family, "a query", item.key(), Feedback.Label.CLICKED));
        }

        assertThat(families).hasSize(200);
        assertThat(rig.anchors()).isEmpty();
    }

    @Test
    void shouldMakeNoAnchorWhenAnItemIsOnlyACaption() throws Exception {
        MediaItem caption = TestObjects.captioned("plum", 1, "a plum");

        rig.upload(caption);
        rig.embed(caption);

        assertThat(rig.anchors()).isEmpty();
    }

    @Test
    void shouldKeepTheOldAnchorUntilTheNewVersionIsEmbedded() throws Exception {
        MediaItem first = TopologyRig.item("plum-1", "plum", 1);
        MediaItem second = TopologyRig.item("plum-1", "plum", 2);
        rig.upload(first);
        rig.embed(first);
        assertThat(rig.anchors()).hasSize(1);

        rig.upload(second);
        assertThat(rig.anchors()).isEmpty();
        rig.embed(second);

        assertThat(rig.anchors().get("default/plum-1"))
                .isNotNull()
                .satisfies(anchor -> assertThat(anchor.mediaVersion()).isEqualTo(2));
    }

    @Test
    void shouldIgnoreAnOlderVersionThatComesLate() throws Exception {
        MediaItem second = TopologyRig.item("plum-1", "plum", 2);
        rig.upload(second);
        rig.embed(second);
        assertThat(rig.anchors()).hasSize(1);

        rig.upload(TopologyRig.item("plum-1", "plum", 1));
        rig.embed(TopologyRig.item("plum-1", "plum", 1));

        assertThat(rig.anchors()).isEmpty();
    }

    @Test
    void shouldWriteATombstoneWhenTheItemIsDeletedAndStayDeleted() throws Exception {
        MediaItem plum = TopologyRig.item("plum-1", "plum", 1);
        rig.upload(plum);
        rig.embed(plum);
        rig.judge(TopologyRig.asked("q-1", "a query", plum.key(), Feedback.Label.CLICKED));
        assertThat(rig.anchors()).hasSize(2);

        rig.send(TopologyRig.TOPICS.media(), TopologyRig.CODECS.media().encode(TestObjects.deleted("plum-1", 2)));
        assertThat(rig.anchors())
                .containsOnlyKeys("default/plum-1", "default/plum-1?q-1")
                .allSatisfy((id, anchor) -> assertThat(anchor).isNull());
        rig.upload(plum);
        rig.embed(plum);

        assertThat(rig.anchors()).isEmpty();
    }

    @Test
    void shouldWriteATombstoneWhenOnlyTheEmbeddingsSayThatItIsGone() throws Exception {
        MediaItem plum = TopologyRig.item("plum-1", "plum", 1);
        rig.upload(plum);
        rig.embed(plum);
        assertThat(rig.anchors()).hasSize(1);

        rig.send(
                TopologyRig.TOPICS.embeddings(),
                TopologyRig.CODECS.embeddings().encode(TestObjects.embeddedDeleted("plum-1", 2)));

        assertThat(rig.anchors()).containsOnlyKeys("default/plum-1").containsValue(null);
    }

    @Test
    void shouldMakeAnAnchorAgainWhenADeletedItemIsUploadedAgain() throws Exception {
        MediaItem plum = TopologyRig.item("plum-1", "plum", 1);
        rig.upload(plum);
        rig.embed(plum);
        rig.send(TopologyRig.TOPICS.media(), TopologyRig.CODECS.media().encode(TestObjects.deleted("plum-1", 2)));
        rig.send(
                TopologyRig.TOPICS.embeddings(),
                TopologyRig.CODECS.embeddings().encode(TestObjects.embeddedDeleted("plum-1", 2)));
        rig.anchors();

        rig.upload(TopologyRig.item("plum-1", "plum", 3));
        rig.embed(TopologyRig.item("plum-1", "plum", 3));

        assertThat(rig.anchors().get("default/plum-1")).isNotNull();
    }

    @Test
    void shouldForgetAllWhenATombstoneComes() throws Exception {
        MediaItem plum = TopologyRig.item("plum-1", "plum", 5);
        rig.upload(plum);
        rig.embed(plum);
        rig.anchors();

        rig.input(TopologyRig.TOPICS.media()).pipeInput(new TestRecord<>(TopologyRig.bytes("default/plum-1"), null));

        assertThat(rig.anchors()).containsOnlyKeys("default/plum-1").containsValue(null);
    }

    @Test
    void shouldTakeBackTheAnchorWhenTheItemMovesToAFamilyOfTheGate() throws Exception {
        String gate = IntStream.range(0, 1_000)
                .mapToObj(i -> "family-" + i)
                .filter(family -> Split.of(family) == Split.GATE)
                .findFirst()
                .orElseThrow();
        rig.upload(TopologyRig.item("plum-1", "plum", 1));
        rig.embed(TopologyRig.item("plum-1", "plum", 1));
        rig.anchors();

        rig.upload(TopologyRig.item("plum-1", gate, 2));
        rig.embed(TopologyRig.item("plum-1", gate, 2));

        assertThat(rig.anchors()).containsOnlyKeys("default/plum-1").containsValue(null);
    }

    @Test
    void shouldEndWithTheSameAnchorsWhateverTheOrderAndHoweverOften() throws Exception {
        List<Runnable> deeds = new ArrayList<>();
        for (int version = 1; version <= 4; version++) {
            MediaItem item = TopologyRig.item("plum-1", "plum", version);
            deeds.add(() -> rig.upload(item));
            deeds.add(() -> rig.embed(item));
        }
        deeds.add(() -> rig.send(
                TopologyRig.TOPICS.media(), TopologyRig.CODECS.media().encode(TestObjects.deleted("plum-1", 3))));
        deeds.add(() -> rig.send(
                TopologyRig.TOPICS.embeddings(),
                TopologyRig.CODECS.embeddings().encode(TestObjects.embeddedDeleted("plum-1", 3))));
        List<Runnable> shuffled = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> shuffled.addAll(deeds));
        Collections.shuffle(shuffled, new Random(7));

        shuffled.forEach(Runnable::run);

        assertThat(rig.anchors().get("default/plum-1"))
                .isNotNull()
                .satisfies(anchor -> assertThat(anchor.mediaVersion()).isEqualTo(4));
    }

    @Test
    void shouldMakeADeadLetterOfWhatCannotBeReadAndGoOn() throws Exception {
        rig.input(TopologyRig.TOPICS.media())
                .pipeInput(TopologyRig.bytes("default/plum-1"), TopologyRig.bytes("no avro"));
        rig.input(TopologyRig.TOPICS.feedback()).pipeInput(TopologyRig.bytes("default/q"), new byte[] {0, 0, 0, 0, 99});

        MediaItem plum = TopologyRig.item("plum-1", "plum", 1);
        rig.upload(plum);
        rig.embed(plum);

        List<DeadLetter> letters = new ArrayList<>();
        for (byte[] value : rig.output(TopologyRig.TOPICS.deadLetters()).readValuesToList()) {
            letters.add(TopologyRig.CODECS.deadLetters().decode(value));
        }
        assertThat(letters).extracting(DeadLetter::reason).containsExactly("bad_magic", "unknown_schema_id");
        assertThat(letters.getFirst().origin().topic()).isEqualTo("weft.media");
        assertThat(new String(letters.getFirst().value(), StandardCharsets.UTF_8))
                .isEqualTo("no avro");
        assertThat(rig.anchors()).hasSize(1);
    }

    /** What an operator without a name would be called after: its place, which changes with the topology. */
    @Test
    void shouldNameEveryOperatorAndStore() {
        String described = TopologyRig.topology().describe().toString();

        assertThat(described).doesNotContain("0000").contains("item-join", "judged-items-repartition", "miner-media");
    }
}
