package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.weft.events.RecordBatch.Received;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();

    @Test
    void shouldAbandonLaterBatchesAtOnceWhenOneFails() {
        // given
        RecordBatch first = added(0, 0);
        RecordBatch second = added(1, 0);
        RecordBatch third = added(2, 1);

        // when
        inFlight.settle(second, new IllegalStateException("broken"));

        // then
        assertThat(first.isAbandoned()).isFalse();
        assertThat(third.isAbandoned()).isTrue();
        assertThatIllegalStateException().isThrownBy(third::groupMetadata);
    }

    @Test
    void shouldTakeNothingMoreWhenOneHasFailed() {
        // given
        inFlight.settle(added(0, 0), new IllegalStateException("broken"));

        // when
        boolean added = inFlight.add(batch(1, 0));

        // then
        assertThat(added).isFalse();
        inFlight.reopen();
        assertThat(inFlight.add(batch(2, 0))).isTrue();
    }

    @Test
    void shouldAbandonWhatHoldsARevokedPartitionAndWhatCameAfterWhenRevoked() {
        // given
        RecordBatch before = added(0, 1);
        RecordBatch mixed = added(1, 0, 1);
        RecordBatch after = added(2, 1);

        // when
        boolean othersToo = inFlight.abandon(List.of(new TopicPartition("t", 0)));

        // then
        assertThat(othersToo).isTrue();
        assertThat(before.isAbandoned()).isFalse();
        assertThat(mixed.isAbandoned()).isTrue();
        assertThat(after.isAbandoned()).isTrue();
    }

    @Test
    void shouldTellThatNothingElseIsHitWhenOnlyRevokedPartitionsAre() {
        added(0, 1);
        RecordBatch revoked = added(1, 0);

        boolean othersToo = inFlight.abandon(List.of(new TopicPartition("t", 0)));

        assertThat(othersToo).isFalse();
        assertThat(revoked.isAbandoned()).isTrue();
    }

    @Test
    void shouldCountAnAbandonedBatchUntilItSettlesWhenAskedForRecords() {
        // given
        RecordBatch batch = added(0, 0, 1);
        inFlight.abandonAll();
        assertThat(inFlight.records()).isEqualTo(2);

        // when
        inFlight.settle(batch, null);

        // then
        assertThat(inFlight.records()).isZero();
    }

    @Test
    void shouldReportOnceWhenAStageSettlesTwice() {
        RecordBatch batch = added(0, 0);

        inFlight.settle(batch, null);
        inFlight.settle(batch, new IllegalStateException("late"));

        assertThat(inFlight.nextOutcome()).isPresent();
        assertThat(inFlight.nextOutcome()).isEmpty();
    }

    private RecordBatch added(long sequence, int... partitions) {
        RecordBatch batch = batch(sequence, partitions);
        inFlight.add(batch);
        return batch;
    }

    private static RecordBatch batch(long sequence, int... partitions) {
        List<Received> records = IntStream.of(partitions)
                .mapToObj(partition -> new Received(
                        new ConsumerRecord<>("t", partition, sequence, new byte[0], new byte[0]),
                        new OffsetAndMetadata(sequence + 1)))
                .toList();
        return new RecordBatch(sequence, records, TestMembership::none, new Lease());
    }
}
