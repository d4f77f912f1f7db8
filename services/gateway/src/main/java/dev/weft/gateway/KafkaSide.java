package dev.weft.gateway;

import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.gateway.deadletters.DeadLetterDesk;
import dev.weft.gateway.export.MinedBatches;
import dev.weft.gateway.feedback.FeedbackDesk;
import dev.weft.gateway.table.BrokerProbe;
import dev.weft.gateway.table.MediaTable;
import dev.weft.gateway.table.MediaWriter;
import dev.weft.gateway.table.TableFollower;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Everything that talks to Kafka. */
record KafkaSide(
        MediaTable table,
        MediaWriter writer,
        TableFollower follower,
        BrokerProbe probe,
        DeadLetterDesk deadLetters,
        FeedbackDesk feedback,
        MinedBatches batches,
        Producer<String, byte[]> producer) {

    static KafkaSide open(SharedSettings shared, GatewayConfig config) {
        KafkaSettings kafka = shared.kafka();
        EventCodecs codecs = EventCodecs.open(kafka);
        MediaTable table = new MediaTable(shared.tenant(), codecs);
        KafkaSettings impatient = impatient(kafka, config.patience(), config.linger());
        Producer<String, byte[]> producer = Producers.idempotent(impatient, "weft-gateway");
        DeadLetterDesk deadLetters = new DeadLetterDesk(
                impatient,
                codecs,
                shared.tenant(),
                config.ownerlessDeadLetters(),
                config.replayTopics().orElse(Set.of()));
        MediaWriter writer = new MediaWriter(table, producer, kafka.topics().media(), Clock.systemUTC());
        FeedbackDesk feedback = new FeedbackDesk(
                table, codecs.feedback(), producer, kafka.topics().feedback(), config.feedbackPerMinute());
        MinedBatches batches = new MinedBatches(kafka, codecs.batches());
        TableFollower follower = new TableFollower(kafka, Path.of(config.state()), table);
        BrokerProbe probe = new BrokerProbe(kafka);
        follower.start();
        probe.start();
        return new KafkaSide(table, writer, follower, probe, deadLetters, feedback, batches, producer);
    }

    Optional<String> problem() {
        return probe.problem().or(follower::problem);
    }

    void close() {
        probe.close();
        producer.close(Duration.ofSeconds(2));
        follower.close();
    }

    /** Clients wait for an answer: a broker that doesn't give one in time is as good as none. */
    private static KafkaSettings impatient(KafkaSettings settings, Duration patience, Duration linger) {
        Map<String, String> properties = new HashMap<>(settings.properties());
        long requestMillis = patience.minus(linger).toMillis() * 3 / 4;
        properties.put(ProducerConfig.LINGER_MS_CONFIG, Long.toString(linger.toMillis()));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(requestMillis));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(requestMillis));
        return new KafkaSettings(
                settings.bootstrapServers(),
                settings.topicPrefix(),
                settings.partitions(),
                settings.replicationFactor(),
                settings.schemaRegistry(),
                properties);
    }
}
