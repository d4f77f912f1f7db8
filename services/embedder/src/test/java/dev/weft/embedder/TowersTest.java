package dev.weft.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Part;
import dev.weft.inference.InferenceException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TowersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FaultyModel model = new FaultyModel("poison");
    private final Towers towers =
            new Towers(model, new ModelProbe(model), new RecentVectors(100), new EmbedderMetrics(registry), 4);

    private List<PreparedPart> texts(String... texts) {
        return Stream.of(texts)
                .<PreparedPart>map(text -> {
                    Part part = Part.caption(text);
                    return new PreparedPart.Pending(part, key(text), model.prepare(text));
                })
                .toList();
    }

    private static ContentKey key(String text) {
        Part part = Part.caption(text);
        return new ContentKey(part.modality(), part.content().sha256());
    }

    @Test
    void shouldSplitIntoBatchesOfTheGivenSize() {
        // when
        Map<ContentKey, TowerOutcome> outcomes = towers.embed(texts("a", "b", "c", "d", "e", "f"));

        // then
        assertThat(outcomes).hasSize(6);
        assertThat(model.batchSizes).containsExactly(4, 2);
        assertThat(registry.get("embed.batch.size").summary().max()).isEqualTo(4);
        assertThat(registry.get("embed.inference")
                        .tag("modality", "text")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void shouldFailOnlyTheContentThatFailsAlone() {
        // when
        Map<ContentKey, TowerOutcome> outcomes = towers.embed(texts("a", "poison", "c", "d"));

        // then
        assertThat(outcomes.get(key("poison"))).isInstanceOf(TowerOutcome.Failed.class);
        assertThat(outcomes.values())
                .filteredOn(TowerOutcome.Computed.class::isInstance)
                .hasSize(3);
    }

    @Test
    void shouldBlameNoContentWhenTheModelFailsOnAGoodInputToo() {
        // given
        model.broken = true;

        // when, then
        assertThatThrownBy(() -> towers.embed(texts("a", "b"))).isInstanceOf(InferenceException.class);
    }

    @Test
    void shouldNotRunTheTowerAgainWhenTheContentCameLately() {
        // given
        towers.embed(texts("a", "b"));

        // when
        Map<ContentKey, TowerOutcome> again = towers.embed(texts("b", "a", "a"));

        // then
        assertThat(again).hasSize(2);
        assertThat(model.batchSizes).containsExactly(2);
        assertThat(registry.get("embed.saved.inferences").counter().count()).isEqualTo(3);
    }
}
