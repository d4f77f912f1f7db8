package dev.weft.miner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.core.Split;
import dev.weft.core.TenantId;
import dev.weft.testkit.TestObjects;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnchorTableTest {

    private final AnchorTable table = new AnchorTable();

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void shouldCountTheFamiliesOfACaptionAndForgetWhatIsGone() {
        table.put(anchor("a", "a", "A red shoe"));
        table.put(anchor("b", "b", "a red  SHOE!"));
        table.put(anchor("c", "a", "a red shoe"));
        assertThat(table.familiesWith("a red shoe")).isEqualTo(2);

        table.put(anchor("b", "b", "a green hat"));
        table.remove("default/a");

        assertThat(table.familiesWith("a red shoe")).isEqualTo(1);
        assertThat(table.find(TestObjects.key("a"))).isEmpty();
        assertThat(table.alike(new TenantId("default"), "shoe", 5)).containsExactly(TestObjects.key("c"));
        table.remove("default/c");
        assertThat(table.familiesWith("a red shoe")).isZero();
    }

    @Test
    void shouldKnowAnItemByItsOwnPairAndNotByThoseOfFeedback() {
        Anchor own = anchor("a", "a", "a red shoe");
        table.put(own);
        table.put(new Anchor(
                own.id() + "?q",
                own.item(),
                1,
                "image",
                Modality.IMAGE,
                new TextSide.QueryText("footwear"),
                own.caption(),
                own.family(),
                Optional.empty(),
                List.of(),
                Anchor.Origin.CLICKED,
                TestObjects.NOW));

        table.remove(own.id() + "?q");

        assertThat(table.find(own.item())).contains(own);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void shouldSampleAsManyAsWantedOrAllThereAre() {
        IntStream.range(0, 50).forEach(i -> table.put(anchor("i" + i, "f" + i, "caption " + i)));

        assertThat(table.sample(20)).hasSize(20).doesNotHaveDuplicates();
        assertThat(table.sample(100)).hasSize(50).doesNotHaveDuplicates();
    }

    private static Anchor anchor(String id, String family, String caption) {
        MediaKey key = TestObjects.key(id);
        return new Anchor(
                key.toString(),
                key,
                1,
                "image",
                Modality.IMAGE,
                new TextSide.Caption(new PartKey(key, "caption")),
                Optional.of(caption),
                MinerRig.family(family, Split.TRAIN),
                Optional.empty(),
                List.of(),
                Anchor.Origin.ITEM,
                TestObjects.NOW);
    }
}
