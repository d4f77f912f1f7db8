package dev.weft.events.leadership;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * What a leader shows the broker: its membership of the group as it was when it last led. The broker refuses it as soon as the group has gone on without
 * this member, whether or not the member has heard of that. Immutable.
 */
public final class Mandate {

    /** Nobody reads from the leaders' partition, so it doesn't matter which offset is committed. */
    private static final OffsetAndMetadata ANY_OFFSET = new OffsetAndMetadata(0);

    private final TopicPartition place;
    private final ConsumerGroupMetadata member;

    Mandate(TopicPartition place, ConsumerGroupMetadata member) {
        this.place = place;
        this.member = member;
    }

    /**
     * Makes the producer's open transaction one of the leader: as a commit of offsets does it in read-process-write (KIP-447).
     *
     * @throws org.apache.kafka.clients.consumer.CommitFailedException if the group has gone on without this member, or into another generation with it
     */
    public void bind(Producer<?, ?> producer) {
        producer.sendOffsetsToTransaction(Map.of(place, ANY_OFFSET), member);
    }

    boolean isOf(ConsumerGroupMetadata other) {
        return member.generationId() == other.generationId()
                && member.memberId().equals(other.memberId());
    }
}
