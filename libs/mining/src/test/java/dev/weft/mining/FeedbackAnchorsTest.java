package dev.weft.mining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.Feedback;
import dev.weft.core.MediaItem;
import dev.weft.core.PartKey;
import dev.weft.testkit.TestObjects;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What judgements of results and of pairs become. */
class FeedbackAnchorsTest {

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
    void shouldMakeAnAnchorOfAClickWithTheResultsThatDidNotFitAsItsNegatives() throws Exception {
        MediaItem plum = TopologyRig.item("plum-1", "plum", 1);
        rig.judge(TopologyRig.asked("q-1", "something purple", TestObjects.key("pear-1"), Feedback.Label.NOT_RELEVANT));
        rig.judge(TopologyRig.asked("q-1", "something purple", plum.key(), Feedback.Label.CLICKED));
        rig.upload(plum);
        rig.embed(plum);

        Map<String, @Nullable Anchor> anchors = rig.anchors();

        assertThat(anchors).containsOnlyKeys("default/plum-1", "default/plum-1?q-1");
        Anchor clicked = Optional.ofNullable(anchors.get("default/plum-1?q-1")).orElseThrow();
        assertThat(clicked.origin()).isEqualTo(Anchor.Origin.CLICKED);
        assertThat(clicked.text()).isEqualTo(new TextSide.QueryText("something purple"));
        assertThat(clicked.unrelated()).containsExactly(TestObjects.key("pear-1"));
    }

    @Test
    void shouldAddANegativeWhenItIsJudgedLater() throws Exception {
        MediaItem plum = TopologyRig.item("plum-1", "plum", 1);
        rig.upload(plum);
        rig.embed(plum);
        rig.judge(TopologyRig.asked("q-1", "something purple", plum.key(), Feedback.Label.CLICKED));
        rig.anchors();

        rig.judge(TopologyRig.asked("q-1", "something purple", TestObjects.key("pear-1"), Feedback.Label.NOT_RELEVANT));
        rig.judge(TopologyRig.asked("q-1", "something purple", TestObjects.key("pear-1"), Feedback.Label.NOT_RELEVANT));

        assertThat(rig.anchors())
                .containsOnlyKeys("default/plum-1?q-1")
                .allSatisfy((id, anchor) -> assertThat(anchor)
                        .isNotNull()
                        .extracting(Anchor::unrelated)
                        .isEqualTo(List.of(TestObjects.key("pear-1"))));
    }

    @Test
    void shouldPairTwoItemsWhenFeedbackSaysTheyBelongTogether() throws Exception {
        MediaItem plum = TopologyRig.item("plum-1", "plum", 1);
        rig.upload(plum);
        rig.embed(plum);
        rig.anchors();

        rig.judge(TopologyRig.compared("q-2", plum.key(), TestObjects.key("prune-1"), Feedback.Label.PAIR));
        rig.judge(TopologyRig.compared("q-2", plum.key(), TestObjects.key("pear-1"), Feedback.Label.NOT_RELEVANT));

        Map<String, @Nullable Anchor> anchors = rig.anchors();
        assertThat(anchors).containsOnlyKeys("default/plum-1", "default/plum-1?q-2?prune-1");
        assertThat(anchors.get("default/plum-1"))
                .isNotNull()
                .satisfies(own -> assertThat(own.unrelated()).containsExactly(TestObjects.key("pear-1")));
        assertThat(anchors.get("default/plum-1?q-2?prune-1"))
                .isNotNull()
                .satisfies(pair -> assertThat(pair.text())
                        .isEqualTo(new TextSide.Caption(new PartKey(TestObjects.key("prune-1"), "caption"))));
    }

    @Test
    void shouldNotMixUpItemsWhenTheirIdsStartAlike() throws Exception {
        for (String id : List.of("plum-1", "plum-10")) {
            rig.upload(TopologyRig.item(id, "plum", 1));
            rig.embed(TopologyRig.item(id, "plum", 1));
            rig.judge(TopologyRig.asked("q-" + id, "a query", TestObjects.key(id), Feedback.Label.CLICKED));
        }
        rig.anchors();

        rig.send(TopologyRig.TOPICS.media(), TopologyRig.CODECS.media().encode(TestObjects.deleted("plum-1", 2)));

        assertThat(rig.anchors()).containsOnlyKeys("default/plum-1", "default/plum-1?q-plum-1");
    }
}
