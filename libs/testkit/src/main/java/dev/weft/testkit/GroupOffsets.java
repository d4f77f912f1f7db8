package dev.weft.testkit;

import dev.weft.events.KafkaSettings;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group is on a topic of as many partitions as the settings say. */
public final class GroupOffsets {

    private GroupOffsets() {}

    /** How many records of the topic are not committed by the group. */
    public static long lag(KafkaSettings kafka, String topic, String group)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties("lag"))) {
            return size(admin, kafka, topic) - done(admin, kafka, topic, group);
        }
    }

    /** Commits the ends of the topic, as if the group had done all of it. */
    public static void commitEnds(KafkaSettings kafka, String topic, String group)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties("commit"))) {
            Map<TopicPartition, OffsetAndMetadata> ends = ends(admin, kafka, topic).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue())));
            admin.alterConsumerGroupOffsets(group, ends).all().get();
        }
    }

    /** Records of the topic that are committed by the group. */
    public static long done(Admin admin, KafkaSettings kafka, String topic, String group)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        long done = 0;
        for (int partition = 0; partition < kafka.partitions(); partition++) {
            OffsetAndMetadata offset = committed.get(new TopicPartition(topic, partition));
            done += offset == null ? 0 : offset.offset();
        }
        return done;
    }

    /** Records there are on the topic, counted from the offset 0. */
    public static long size(Admin admin, KafkaSettings kafka, String topic)
            throws ExecutionException, InterruptedException {
        return ends(admin, kafka, topic).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Map<TopicPartition, Long> ends(Admin admin, KafkaSettings kafka, String topic)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, kafka.partitions())
                .boxed()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition), _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }
}
