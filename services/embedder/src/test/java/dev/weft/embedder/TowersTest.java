package dev.weft.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.Part;
import dev.weft.core.running.Backoff;
import dev.weft.inference.ReleaseHeads;
import dev.weft.preparation.ContentKey;
import dev.weft.preparation.PreparedPart;
import dev.weft.testkit.TestObjects;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TowersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FaultyModel model = new FaultyModel("poison");
    private final LiveHeads.Active heads =
            new LiveHeads.Active(TestObjects.RELEASE, ReleaseHeads.of(model, model.dimension(), Map.of()));
    private final Towers towers = new Towers(
            model,
            new RecentVectors(100, model),
            new EmbedderMetrics(registry),
            100,
            new EmbedderSettings.Working(
                    4,
                    Duration.ofMinutes(1),
                    1,
                    64L << 20,
                    100,
                    new Backoff(Duration.ofMillis(5), Duration.ofMillis(5))));

    @BeforeEach
    void start() {
        towers.start();
    }

    @AfterEach
    void close() {
        towers.close();
    }

    private List<PreparedPart<PartVectors>> texts(String... texts) {
        return Stream.of(texts)
                .<PreparedPart<PartVectors>>map(text -> {
                    Part part = Part.caption(text);
                    return new PreparedPart.Pending<>(part, key(text), model.prepare(text));
                })
                .toList();
    }

    private static ContentKey key(String text) {
        Part part = Part.caption(text);
        return new ContentKey(part.modality(), part.content().sha256());
    }

    @Test
    void shouldSplitIntoBatchesOfTheGivenSize() throws Exception {
        // when
        Map<ContentKey, TowerOutcome> outcomes = towers.embed(texts("a", "b", "c", "d", "e", "f"), heads);

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
    void shouldFailOnlyTheContentThatFailsAlone() throws Exception {
        // when
        Map<ContentKey, TowerOutcome> outcomes = towers.embed(texts("a", "poison", "c", "d"), heads);

        // then
        assertThat(outcomes.get(key("poison"))).isInstanceOf(TowerOutcome.Failed.class);
        assertThat(outcomes.values())
                .filteredOn(TowerOutcome.Computed.class::isInstance)
                .hasSize(3);
    }

    @Test
    void shouldBlameNoContentAndWaitWhenTheModelFailsOnAGoodInputToo() throws Exception {
        // given
        model.broken = true;
        FutureTask<Map<ContentKey, TowerOutcome>> outcomes =
                new FutureTask<>(() -> towers.embed(texts("a", "b"), heads));
        Thread.ofPlatform().start(outcomes);
        await().until(() -> towers.problem().orElse("").contains("known good input"));

        // when
        model.broken = false;

        // then
        assertThat(outcomes.get().values()).hasSize(2).allMatch(TowerOutcome.Computed.class::isInstance);
        assertThat(towers.problem()).isEmpty();
    }

    @Test
    void shouldMeasureWhatATowerDoes() throws Exception {
        // when
        towers.embed(texts("a", "b", "c", "d", "e", "f"), heads);

        // then
        await().untilAsserted(() -> {
            assertThat(registry.get("embed.busy")
                            .tag("modality", "text")
                            .counter()
                            .count())
                    .isPositive();
            assertThat(registry.get("embed.starved")
                            .tag("modality", "image")
                            .counter()
                            .count())
                    .isPositive();
        });
        assertThat(registry.get("embed.tower.wait")
                        .tag("modality", "text")
                        .timer()
                        .count())
                .isEqualTo(6);
        assertThat(registry.get("embed.batch.fill.ratio")
                        .tag("modality", "text")
                        .summary()
                        .totalAmount())
                .isEqualTo(1.5);
    }

    @Test
    void shouldNotRunTheTowerAgainWhenTheContentCameLately() throws Exception {
        // given
        towers.embed(texts("a", "b"), heads);

        // when
        Map<ContentKey, TowerOutcome> again = towers.embed(texts("b", "a", "a"), heads);

        // then
        assertThat(again).hasSize(2);
        assertThat(model.batchSizes).containsExactly(2);
        assertThat(registry.get("embed.saved.inferences").counter().count()).isEqualTo(3);
        assertThat(cache("embed.cache.hits")).isEqualTo(3);
        assertThat(cache("embed.cache.misses")).isEqualTo(2);
    }

    private double cache(String meter) {
        return registry.get(meter).tag("modality", "text").counter().count();
    }
}
