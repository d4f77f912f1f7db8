package dev.weft.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.events.KafkaSettings;
import dev.weft.events.PublisherSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.TransactionalPublisher;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class TransactionalPublisherTest {

    private KafkaSettings kafka = KafkaSettings.at("replaced:1");
    private PublisherSettings settings = new PublisherSettings(kafka, "g", "t", Duration.ofSeconds(10));

    @BeforeEach
    void prepare(KafkaSettings fresh) {
        kafka = fresh;
        settings = new PublisherSettings(
                kafka, kafka.topicPrefix() + "group", kafka.topicPrefix() + "id", Duration.ofMinutes(1));
        TopicProvisioner.ensure(kafka, Duration.ofSeconds(30));
    }

    @Test
    void shouldCommitNothingWhenTheGroupHasMovedOn() throws Exception {
        // given
        ConsumerGroupMetadata zombie = joinAndLeave();
        ConsumerGroupMetadata owner;
        try (Consumer<byte[], byte[]> consumer = consumer();
                TransactionalPublisher publisher = new TransactionalPublisher(settings)) {
            owner = join(consumer);

            // when
            assertThatThrownBy(() -> publisher.publish(message("from the zombie"), offset(1), zombie))
                    .isInstanceOf(KafkaException.class);
            publisher.publish(message("from the owner"), offset(2), owner);
        }

        // then
        assertThat(committed()).containsExactly("from the owner");
    }

    @Test
    void shouldEndAtOnceWhatACrashedInstanceOfItsIdLeftOpen() throws Exception {
        // given
        TransactionalPublisher crashed = new TransactionalPublisher(settings);
        Producer<String, byte[]> open = crashed.open();
        open.beginTransaction();
        message("unfinished").forEach(message -> {
            var _ = open.send(message);
        });
        open.flush();

        // when
        try (TransactionalPublisher restarted = new TransactionalPublisher(settings)) {
            restarted.open();
            long started = System.nanoTime();
            List<String> seen = committed();

            // then
            assertThat(seen).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(settings.transactionTimeout());
        }
        open.close(Duration.ZERO);
    }

    @Test
    void shouldTellFromOffsetsWhetherATransactionWentThrough() throws Exception {
        // given
        try (Consumer<byte[], byte[]> consumer = consumer();
                TransactionalPublisher publisher = new TransactionalPublisher(settings)) {
            // when
            publisher.publish(message("one"), offset(5), join(consumer));

            // then
            assertThat(publisher.isCommitted(offset(5))).isTrue();
            assertThat(publisher.isCommitted(offset(6))).isFalse();
        }
    }

    private ConsumerGroupMetadata joinAndLeave() {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            return join(consumer);
        }
    }

    private static ConsumerGroupMetadata join(Consumer<byte[], byte[]> consumer) {
        while (consumer.assignment().isEmpty()) {
            consumer.poll(Duration.ofMillis(100));
        }
        return consumer.groupMetadata();
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = kafka.clientProperties("test");
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(kafka.topics().media()));
        return consumer;
    }

    private List<ProducerRecord<String, byte[]>> message(String key) {
        return List.of(new ProducerRecord<>(kafka.topics().embeddings(), key, new byte[] {1}));
    }

    private Map<TopicPartition, OffsetAndMetadata> offset(long offset) {
        return Map.of(new TopicPartition(kafka.topics().media(), 0), new OffsetAndMetadata(offset));
    }

    private List<String> committed() {
        return TopicReader.readCommitted(kafka, kafka.topics().embeddings()).stream()
                .map(record -> record.key())
                .toList();
    }
}
