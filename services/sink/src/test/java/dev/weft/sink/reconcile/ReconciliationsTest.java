package dev.weft.sink.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.core.ReleaseId;
import dev.weft.events.KafkaSettings;
import dev.weft.http.ProblemException;
import dev.weft.vectorstore.VectorStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When runs begin, and what becomes of those that fail: here, nobody answers at the broker's address. */
class ReconciliationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Optional<Reconciliations> opened = Optional.empty();

    @AfterEach
    void close() {
        opened.ifPresent(Reconciliations::close);
    }

    @Test
    void shouldRefuseASecondRunWhileOneGoesOn() {
        // given
        Reconciliations reconciliations = open(Optional.empty(), Duration.ofMinutes(1));
        ReconciliationRun first = reconciliations.start(Mode.VERIFY, Optional.empty());

        // when, then
        assertThatThrownBy(() -> reconciliations.start(Mode.REPAIR, Optional.empty()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(first.id());
    }

    @Test
    void shouldEndARunWhenTheApplicationIsStopped() {
        // given
        Reconciliations reconciliations = open(Optional.empty(), Duration.ofMinutes(1));
        ReconciliationRun run = reconciliations.start(Mode.VERIFY, Optional.empty());

        // when
        reconciliations.close();

        // then
        assertThat(run.ending())
                .hasValueSatisfying(ending -> assertThat(ending.result()).isEqualTo("failed"));
    }

    @Test
    void shouldGoOnWithTheScheduleWhenARunFails() {
        // when
        Reconciliations reconciliations = open(Optional.of(Duration.ofSeconds(1)), Duration.ofMillis(100));

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                registry.get("reconcile.failed").counter().count())
                        .isGreaterThan(1));
        assertThat(reconciliations.lastEnded())
                .hasValueSatisfying(
                        run -> assertThat(run.ending().orElseThrow().failure()).isPresent());
    }

    @Test
    void shouldKnowOnlyTheSinksRelease() {
        // given
        Reconciliations reconciliations = open(Optional.empty(), Duration.ofMillis(100));

        // when, then
        assertThatThrownBy(() -> reconciliations.start(Mode.VERIFY, Optional.of("catalog@2")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("catalog@1");
        reconciliations.start(Mode.VERIFY, Optional.of("catalog@1"));
    }

    @Test
    void shouldTakeNoRunBeforeTheSinkWorks() {
        // given
        Reconciliations reconciliations = new Reconciliations(new FixedConfig(Optional.empty()), registry);

        // when, then
        assertThatThrownBy(() -> reconciliations.start(Mode.VERIFY, Optional.empty()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("does not work yet");
    }

    @Test
    void shouldNameTheKeyWhenTheScheduleIsOutOfRange() {
        // given
        Reconciliations reconciliations =
                new Reconciliations(new FixedConfig(Optional.of(Duration.ofMillis(10))), registry);

        // when, then
        assertThatThrownBy(reconciliations::settings)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weft.sink.reconcile.every");
    }

    private Reconciliations open(Optional<Duration> every, Duration kafkaTimeout) {
        KafkaSettings nobody = new KafkaSettings(
                "127.0.0.1:1",
                "none.",
                1,
                (short) -1,
                Optional.empty(),
                Map.of("default.api.timeout.ms", Long.toString(kafkaTimeout.toMillis()), "request.timeout.ms", "50"));
        Reconciliations reconciliations = new Reconciliations(new FixedConfig(every), registry);
        reconciliations.open(new OfNobody(nobody));
        opened = Optional.of(reconciliations);
        return reconciliations;
    }

    /** Of a log that nobody can read. */
    private record OfNobody(KafkaSettings nobody) implements Reconcilers {
        @Override
        public ReleaseId live() {
            return new ReleaseId("catalog", 1);
        }

        @Override
        public List<ReleaseId> indexed() {
            return List.of(live());
        }

        @Override
        public Reconciler of(ReleaseId release) {
            return new Reconciler(
                    new SinkLog(nobody, "nobody", nobody.topics().embeddings()),
                    VectorStores.open("memory:nobody"),
                    release,
                    NoRules::new,
                    ReconcileSettings.defaults(),
                    Clock.systemUTC());
        }
    }

    /** There are no records to apply them to. */
    private static final class NoRules implements SinkRules {
        @Override
        public Said read(ConsumerRecord<byte[], byte[]> record) {
            return new Said.NotTaken(Optional.empty());
        }

        @Override
        public List<Optional<String>> write(List<ConsumerRecord<byte[], byte[]>> records) {
            return List.of();
        }
    }

    private record FixedConfig(Optional<Duration> every) implements ReconcileConfig {
        @Override
        public boolean repair() {
            return false;
        }

        @Override
        public int rowsPerSecond() {
            return 1;
        }

        @Override
        public Duration patience() {
            return Duration.ZERO;
        }

        @Override
        public Optional<Path> folder() {
            return Optional.empty();
        }

        @Override
        public long maxDiskBytes() {
            return 1 << 20;
        }

        @Override
        public long memoryBytes() {
            return 1 << 20;
        }

        @Override
        public int maxFindings() {
            return 0;
        }

        @Override
        public Optional<Path> findingsFolder() {
            return Optional.empty();
        }
    }
}
