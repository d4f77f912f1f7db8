package dev.weft.events.deadletters;

import dev.weft.core.Sha256;
import dev.weft.events.ByteConsumer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the records that a replayed one must not cover. On a compacted topic the last record of a key is the only one that stays, so an older version
 * written after a newer one would remove it for good.
 */
final class Newer {

    private final ByteConsumer consumer;
    private final EventReader events;

    /** @param consumer reads uncommitted records too: what may yet be committed must not be covered either */
    Newer(ByteConsumer consumer, EventReader events) {
        this.consumer = consumer;
        this.events = events;
    }

    /**
     * The last record that each must not be after, if there is one. Reads each partition once, from the first place to {@code ends}.
     *
     * @param ends exclusive, by partition; the others are left out
     */
    Map<Placed, ConsumerRecord<byte[], byte[]>> find(Collection<Placed> all, Map<TopicPartition, Long> ends) {
        Map<Placed, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        all.stream().collect(Collectors.groupingBy(Placed::partition)).forEach((partition, placed) -> {
            // An origin is only a claim, and may be a negative number.
            long from =
                    Math.max(0, placed.stream().mapToLong(Placed::after).min().orElseThrow() + 1);
            Map<Sha256, List<Placed>> byKey = placed.stream().collect(Collectors.groupingBy(Placed::key));
            consumer.read(partition, from, ends.getOrDefault(partition, 0L), record -> {
                for (Placed one : byKey.getOrDefault(Placed.hash(record.key()), List.of())) {
                    if (one.concerns(record.offset())
                            && one.yieldsTo(record.value(), events.version(record.topic(), record.value()))) {
                        found.put(one, record);
                    }
                }
            });
        });
        return found;
    }
}
