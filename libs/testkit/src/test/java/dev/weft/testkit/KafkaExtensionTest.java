package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.MediaEvent;
import dev.weft.events.BatchConsumer;
import dev.weft.events.BatchConsumerSettings;
import dev.weft.events.CommitMode;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.TopicProvisioner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class KafkaExtensionTest {

    @Test
    void shouldCarryAnEventWhenTopicsAreReady(KafkaSettings kafka) throws Exception {
        // given
        TopicProvisioner.ensure(kafka, Duration.ofSeconds(20));
        EventCodecs codecs = EventCodecs.open(kafka);
        MediaEvent event = TestObjects.uploaded(TestObjects.item("a", 1));
        List<byte[]> seen = new CopyOnWriteArrayList<>();
        BatchConsumerSettings settings = new BatchConsumerSettings(
                "test", kafka.topics().media(), 10, Duration.ofMillis(50), 100, CommitMode.AFTER_HANDLED, true);

        // when
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka, "test");
                BatchConsumer consumer = new BatchConsumer(kafka, settings, batch -> {
                    batch.records().forEach(record -> seen.add(record.value()));
                    return CompletableFuture.completedFuture(null);
                })) {
            consumer.start();
            producer.send(new ProducerRecord<>(
                            kafka.topics().media(),
                            event.key().toString(),
                            codecs.media().encode(event)))
                    .get();
            Awaitility.await().until(() -> seen.size() == 1);
        }

        // then
        assertThat(codecs.media().decode(seen.getFirst())).isEqualTo(event);
    }
}
