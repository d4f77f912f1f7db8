package dev.weft.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Modality;
import dev.weft.testkit.TestObjects;
import dev.weft.vectorstore.Hit;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RankFusionTest {

    @Test
    void shouldKeepTheOrderOfASingleList() {
        assertThat(ids(RankFusion.fuse(List.of(images("c", "a", "b"))))).containsExactly("c", "a", "b");
    }

    @Test
    void shouldPreferWhatIsGoodInBothLists() {
        // given
        List<Hit> images = images("a", "both", "b");
        List<Hit> texts = texts("c", "both", "d");

        // when
        List<Hit> fused = RankFusion.fuse(List.of(images, texts));

        // then
        assertThat(ids(fused)).containsExactly("both", "a", "c", "b", "d");
    }

    @Test
    void shouldShowTheBestRankedPartOfAnItem() {
        // given
        List<Hit> images = images("a", "x");
        List<Hit> texts = texts("x", "a");

        // when
        List<Hit> fused = RankFusion.fuse(List.of(images, texts));

        // then
        assertThat(fused).extracting(Hit::part).containsExactly("image", "caption");
        assertThat(ids(fused)).containsExactly("a", "x");
    }

    @Test
    void shouldCountAnItemOnceInAList() {
        assertThat(ids(RankFusion.fuse(List.of(images("a", "a", "b"), texts("b")))))
                .containsExactly("b", "a");
    }

    @Property
    void shouldGiveEveryItemExactlyOnce(
            @ForAll @Size(max = 20) List<@AlphaChars @StringLength(value = 1) String> one,
            @ForAll @Size(max = 20) List<@AlphaChars @StringLength(value = 1) String> two) {
        // when
        List<Hit> fused =
                RankFusion.fuse(List.of(images(one.toArray(String[]::new)), texts(two.toArray(String[]::new))));

        // then
        assertThat(ids(fused))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(one.stream(), two.stream()).distinct().toList());
    }

    private static List<String> ids(List<Hit> hits) {
        return hits.stream().map(hit -> hit.key().id().value()).toList();
    }

    private static List<Hit> images(String... ids) {
        return hits("image", Modality.IMAGE, ids);
    }

    private static List<Hit> texts(String... ids) {
        return hits("caption", Modality.TEXT, ids);
    }

    private static List<Hit> hits(String part, Modality modality, String... ids) {
        return Stream.of(ids)
                .map(id -> new Hit(TestObjects.key(id), part, modality, 1, TestObjects.RELEASE, 0.5f))
                .toList();
    }
}
