package dev.weft.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.TenantId;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.inference.ReleaseHeads;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryTowersTest {

    private static final int QUERIES = 12;

    private final GatedModel model = new GatedModel();
    private final ReleaseHeads heads = ReleaseHeads.of(model, model.dimension(), Map.of());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private CountDownLatch gate = new CountDownLatch(0);

    @AfterEach
    void open() {
        gate.countDown();
    }

    private void closeGate() {
        model.arrived.drainPermits();
        gate = new CountDownLatch(1);
        model.gate = gate;
    }

    @Test
    void shouldShareARunWhenQueriesComeAtATimeAndGiveEachItsOwnVector() throws Exception {
        try (QueryTowers towers = new QueryTowers(model, Duration.ofSeconds(30), registry)) {
            // given a run that keeps the tower busy
            List<Embedding> alone = IntStream.range(0, QUERIES)
                    .mapToObj(i -> model.embed(Modality.TEXT, List.of(model.prepare("apple number " + i)))
                            .getFirst())
                    .toList();
            closeGate();
            model.prepared.drainPermits();
            List<FutureTask<Embedding>> queries = IntStream.range(0, QUERIES)
                    .mapToObj(i -> new FutureTask<>(() -> towers.embed("apple number " + i, TenantId.DEFAULT, heads)))
                    .toList();

            // when
            queries.forEach(Thread.ofVirtual()::start);
            model.prepared.acquire(QUERIES);
            model.arrived.acquire();
            gate.countDown();

            // then
            for (int i = 0; i < QUERIES; i++) {
                assertThat(queries.get(i).get().cosine(alone.get(i))).isGreaterThan(0.99999f);
            }
            assertThat(registry.get("query.batch.size")
                            .tag("modality", "text")
                            .summary()
                            .totalAmount())
                    .isEqualTo(QUERIES);
            assertThat(registry.get("query.batch.size")
                            .tag("modality", "text")
                            .summary()
                            .count())
                    .isLessThan(QUERIES);
        }
    }

    @Test
    void shouldSayUnavailableWhenTheModelDoesNotAnswerInTime() throws Exception {
        try (QueryTowers towers = new QueryTowers(model, Duration.ofMillis(20), registry)) {
            // given
            closeGate();

            // when, then
            assertThatThrownBy(() -> towers.embed("an apple", TenantId.DEFAULT, heads))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.reason()).isEqualTo(StandardReason.UNAVAILABLE))
                    .hasMessageContaining("not answered within PT0.02S");
            gate.countDown();
        }
    }
}
