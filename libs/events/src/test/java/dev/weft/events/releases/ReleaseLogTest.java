package dev.weft.events.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.events.Broker;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReleaseLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final KafkaSettings kafka = Broker.topics(3);
    private final EventCodecs codecs = EventCodecs.open(kafka);

    @AutoClose
    private final ReleaseLog log = ReleaseLog.open(kafka, codecs);

    @Test
    void shouldKnowWhatItHasWrittenWhenTheWriteReturns() throws Exception {
        log.append(first(1), PATIENCE);
        log.append(approved(first(1)), PATIENCE);

        assertThat(log.ofSpace("catalog")).singleElement().satisfies(release -> {
            assertThat(release.state()).isEqualTo(ReleaseState.APPROVED);
            assertThat(release.revision()).isEqualTo(2);
        });
    }

    @Test
    void shouldTellAnotherReaderWhatIsWritten() throws Exception {
        try (ReleaseLog other = ReleaseLog.open(kafka, codecs)) {
            List<Release> told = new CopyOnWriteArrayList<>();
            other.awaitRead(PATIENCE);
            other.onChange(told::add);

            log.append(first(1), PATIENCE);

            await().untilAsserted(() -> assertThat(told).containsExactly(first(1)));
        }
    }

    @Test
    void shouldRefuseARevisionThatSomebodyElseHasWritten() throws Exception {
        log.append(first(1), PATIENCE);
        Release read = log.find(new ReleaseId("catalog", 1)).orElseThrow();
        try (ReleaseLog other = ReleaseLog.open(kafka, codecs)) {
            other.append(approved(read), PATIENCE);
        }

        assertThatThrownBy(() -> log.append(read.become(ReleaseState.REJECTED, "", "late", NOW), PATIENCE))
                .isInstanceOf(ReleaseConflictException.class)
                .hasMessageContaining("the log has revision 2");
        assertThat(log.find(read.id()).orElseThrow().state()).isEqualTo(ReleaseState.APPROVED);
    }

    @Test
    void shouldLoseNoChangeWhenTwoWriteAtTheSameTime() throws Exception {
        // given
        log.append(first(1), PATIENCE);
        int each = 5;

        // when
        try (ReleaseLog other = ReleaseLog.open(kafka, codecs);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Integer> one : threads.invokeAll(List.of(advances(log, each), advances(other, each)))) {
                assertThat(one.get()).isEqualTo(each);
            }
        }

        // then
        log.awaitRead(PATIENCE);
        Release last = log.find(new ReleaseId("catalog", 1)).orElseThrow();
        assertThat(last.standing().progress().done()).isEqualTo(2L * each);
        assertThat(last.revision()).isEqualTo(1 + 2 * each);
    }

    @Test
    void shouldGoOnWhenARecordCantBeRead() throws Exception {
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka, "vandal")) {
            producer.send(new ProducerRecord<>(kafka.topics().releases(), "x", new byte[] {1, 2, 3}))
                    .get();
            producer.send(new ProducerRecord<>(kafka.topics().releases(), "catalog@9", null))
                    .get();
        }

        log.append(first(1), PATIENCE);

        assertThat(log.ofSpace("catalog")).containsExactly(first(1));
        assertThat(log.trouble()).isEmpty();
    }

    @Test
    void shouldNameTheReasonWhenThereIsNoBroker() {
        try (ReleaseLog lonely = ReleaseLog.open(KafkaSettings.at("127.0.0.1:1"), codecs)) {
            assertThatThrownBy(() -> lonely.awaitRead(Duration.ofMillis(300)))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("could not be read to the end within 300 ms");
            assertThat(lonely.trouble()).isPresent();
        }
    }

    /** Counts the progress up by one, again and again, trying anew after each conflict. */
    private static Callable<Integer> advances(ReleaseLog log, int times) {
        return () -> {
            int done = 0;
            while (done < times) {
                log.awaitRead(PATIENCE);
                Release known = log.find(new ReleaseId("catalog", 1)).orElseThrow();
                long before = known.standing().progress().done();
                try {
                    log.append(known.progressed(new Release.Progress(before + 1, 0), NOW), PATIENCE);
                    done++;
                } catch (ReleaseConflictException e) {
                    assertThat(e).hasMessageContaining("catalog@1");
                }
            }
            return done;
        };
    }

    private static Release approved(Release release) {
        return release.become(ReleaseState.APPROVED, "better", "trainer", NOW);
    }

    private static Release first(int number) {
        return new Release(
                new ReleaseId("catalog", number),
                Optional.empty(),
                1,
                new Release.Contents("demo", new TreeMap<>(Map.of(Modality.IMAGE, "tower")), 640, new TreeMap<>()),
                new TreeMap<>(),
                new TreeMap<>(),
                new Release.Standing(
                        ReleaseState.CANDIDATE, "trained", "trainer", Optional.empty(), Release.Progress.NONE, NOW),
                NOW);
    }
}
