package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicProvisionerTest {

    private final KafkaSettings kafka = Broker.topics(2);

    @Test
    void shouldSetCleanupPoliciesWhenTopicsAreCreated() throws Exception {
        Topics topics = kafka.topics();

        assertThat(config(topics.media(), "cleanup.policy")).isEqualTo("compact");
        assertThat(config(topics.features(), "cleanup.policy")).isEqualTo("compact");
        assertThat(config(topics.status(), "cleanup.policy")).isEqualTo("compact");
        assertThat(config(topics.embeddings(), "cleanup.policy").split(",")).containsOnly("compact", "delete");
        assertThat(config(topics.embeddings(), "retention.ms")).isEqualTo("-1");
        assertThat(config(topics.deadLetters(), "cleanup.policy")).isEqualTo("delete");
    }

    @Test
    void shouldChangeNothingWhenTopicsExist() throws Exception {
        // given
        KafkaSettings more = new KafkaSettings(
                kafka.bootstrapServers(), kafka.topicPrefix(), 7, (short) 1, Optional.empty(), Map.of());

        // when
        List<String> mismatches = TopicProvisioner.ensure(more, Duration.ofSeconds(20));

        // then
        assertThat(mismatches).isEmpty();
        try (Admin admin = Admin.create(kafka.clientProperties("test"))) {
            String media = kafka.topics().media();
            assertThat(admin.describeTopics(List.of(media))
                            .allTopicNames()
                            .get()
                            .values())
                    .singleElement()
                    .satisfies(topic -> assertThat(topic.partitions()).hasSize(2));
        }
    }

    @Test
    void shouldHaveALeaderForEveryPartitionWhenItReturns() {
        // given topics so many that the broker needs a while for them
        KafkaSettings many = Broker.topics(40);
        Topics topics = many.topics();

        // when
        double retries = 0;
        try (Producer<String, byte[]> producer = Producers.idempotent(many, "test")) {
            for (String topic : List.of(topics.media(), topics.embeddings(), topics.batches(), topics.releases())) {
                for (PartitionInfo partition : producer.partitionsFor(topic)) {
                    Future<RecordMetadata> _ =
                            producer.send(new ProducerRecord<>(topic, partition.partition(), "key", new byte[1]));
                }
            }
            producer.flush();
            for (Metric metric : producer.metrics().values()) {
                if (metric.metricName().name().equals("record-retry-total")
                        && metric.metricValue() instanceof Double count) {
                    retries += count;
                }
            }
        }

        // then
        assertThat(retries).isZero();
    }

    @Test
    void shouldReportAMismatchWhenSomebodyElseMadeTheTopic() throws Exception {
        // given
        KafkaSettings other = new KafkaSettings(
                kafka.bootstrapServers(), "other." + kafka.topicPrefix(), 2, (short) -1, Optional.empty(), Map.of());
        try (Admin admin = Admin.create(kafka.clientProperties("test"))) {
            admin.createTopics(List.of(new NewTopic(other.topics().media(), 1, (short) 1)
                            .configs(Map.of("cleanup.policy", "delete"))))
                    .all()
                    .get();
        }

        // when
        List<String> mismatches = TopicProvisioner.ensure(other, Duration.ofSeconds(20));

        // then
        assertThat(mismatches)
                .singleElement()
                .asString()
                .contains(other.topics().media(), "compact", "got delete");
    }

    @Test
    void shouldSayWhereItLookedWhenThereIsNoBroker() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TopicProvisioner.ensure(KafkaSettings.at("127.0.0.1:1"), Duration.ofSeconds(1)))
                .withMessageContaining("127.0.0.1:1");
    }

    private String config(String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(kafka.clientProperties("test"))) {
            return admin.describeConfigs(List.of(resource)).all().get().values().stream()
                    .map(config -> config.get(key).value())
                    .findFirst()
                    .orElseThrow();
        }
    }
}
