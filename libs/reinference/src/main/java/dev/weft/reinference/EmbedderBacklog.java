package dev.weft.reinference;

import dev.weft.events.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits while the embedder has uploads to do. It asks the broker, so the embedder may be anywhere. Safe for use by several threads. */
public final class EmbedderBacklog implements LiveTraffic, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbedderBacklog.class);

    /** What an embedder that keeps up has between reading and committing. */
    private static final int IN_FLIGHT = 16;

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Admin admin;
    private final String topic;
    private final String group;
    private final Duration atMost;

    /**
     * @param clientId in the broker's logs
     * @param group of the embedder
     * @param atMost how long to wait at a time
     */
    public EmbedderBacklog(KafkaSettings kafka, String clientId, String group, Duration atMost) {
        this.admin = Admin.create(kafka.clientProperties(clientId));
        this.topic = kafka.topics().media();
        this.group = group;
        this.atMost = atMost;
    }

    @Override
    public void letPass() throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < until && records() > IN_FLIGHT) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
    }

    /** What the embedder has not committed; 0 while nobody can say. */
    private long records() throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            Map<TopicPartition, OffsetAndMetadata> ofTopic = committed.entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends = admin.listOffsets(
                            ofTopic.keySet().stream()
                                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                    .all()
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            return ends.entrySet().stream()
                    .mapToLong(end -> Math.max(
                            0,
                            end.getValue().offset()
                                    - (ofTopic.containsKey(end.getKey())
                                            ? ofTopic.get(end.getKey()).offset()
                                            : 0)))
                    .sum();
        } catch (ExecutionException | KafkaException | java.util.concurrent.TimeoutException e) {
            LOG.debug("the embedder's backlog is not known", e);
            return 0;
        }
    }

    @Override
    public void close() {
        admin.close(ANSWER);
    }
}
