package dev.weft.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Modality;
import dev.weft.testkit.TestObjects;
import dev.weft.vectorstore.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ScoreFusionTest {

    @Test
    void shouldKeepTheOrderOfASingleList() {
        assertThat(ids(ScoreFusion.fuse(List.of(images("c", "a", "b"))))).containsExactly("c", "a", "b");
    }

    @Test
    void shouldPreferWhatIsGoodInBothLists() {
        // given
        List<Hit> images = images("a", "both", "b", "c", "g", "h");
        List<Hit> texts = texts("both", "d", "e", "f", "i", "j");

        // when
        List<Hit> fused = ScoreFusion.fuse(List.of(images, texts));

        // then
        assertThat(ids(fused)).startsWith("both", "a", "d");
    }

    @Test
    void shouldPreferAnExactMatchInOneListToMiddlingOnesInBoth() {
        // given
        List<Hit> images = new ArrayList<>();
        List<Hit> texts = new ArrayList<>();
        texts.add(hit("caption", Modality.TEXT, "exact", 1));
        for (int i = 0; i < 50; i++) {
            images.add(hit("image", Modality.IMAGE, "item" + i, 0.30f - i * 0.001f));
            texts.add(hit("caption", Modality.TEXT, "item" + i, 0.60f - i * 0.002f));
        }

        // when
        List<Hit> fused = ScoreFusion.fuse(List.of(images, texts));

        // then
        assertThat(ids(fused)).startsWith("exact", "item0");
    }

    @Test
    void shouldCompareListsWhateverTheirScales() {
        // given
        List<Hit> images = List.of(hit("image", Modality.IMAGE, "a", 0.30f), hit("image", Modality.IMAGE, "b", 0.10f));
        List<Hit> texts = List.of(hit("caption", Modality.TEXT, "b", 0.92f), hit("caption", Modality.TEXT, "a", 0.90f));

        // when
        List<Hit> fused = ScoreFusion.fuse(List.of(images, texts));

        // then
        assertThat(ids(fused)).containsExactly("a", "b");
        assertThat(fused).extracting(Hit::part).containsExactly("image", "caption");
    }

    @Test
    void shouldCountAnItemOnceInAList() {
        assertThat(ids(ScoreFusion.fuse(List.of(images("a", "a", "b"), texts("b", "c")))))
                .containsExactly("a", "b", "c");
    }

    @Test
    void shouldKeepTheOrderOfTheListsWhenScoresSayNothing() {
        // given
        List<Hit> equal = List.of(hit("image", Modality.IMAGE, "b", 0.5f), hit("image", Modality.IMAGE, "a", 0.5f));

        // then
        assertThat(ids(ScoreFusion.fuse(List.of(equal, List.of())))).containsExactly("b", "a");
    }

    @Property
    void shouldGiveEveryItemExactlyOnce(
            @ForAll @Size(max = 20) List<@AlphaChars @StringLength(value = 1) String> one,
            @ForAll @Size(max = 20) List<@AlphaChars @StringLength(value = 1) String> two) {
        // when
        List<Hit> fused =
                ScoreFusion.fuse(List.of(images(one.toArray(String[]::new)), texts(two.toArray(String[]::new))));

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

    /** Scores fall evenly from 0.9. */
    private static List<Hit> hits(String part, Modality modality, String... ids) {
        return IntStream.range(0, ids.length)
                .mapToObj(i -> hit(part, modality, ids[i], 0.9f - i * 0.1f))
                .toList();
    }

    private static Hit hit(String part, Modality modality, String id, float score) {
        return new Hit(TestObjects.key(id), part, modality, 1, TestObjects.RELEASE, score);
    }
}
