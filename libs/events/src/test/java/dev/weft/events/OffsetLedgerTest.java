package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.events.RecordBatch.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {

    private static final TopicPartition P0 = new TopicPartition("t", 0);
    private static final TopicPartition P1 = new TopicPartition("t", 1);

    private final OffsetLedger ledger = new OffsetLedger();

    @Test
    void shouldNotPassAnEarlierBatchWhenALaterOneIsHandled() {
        // given
        handOver(batch(0, record(0, 10)));
        RecordBatch second = handOver(batch(1, record(0, 11)));

        // when
        ledger.handled(second);

        // then
        assertThat(ledger.committable()).isEmpty();
        assertThat(ledger.resumeOffsets()).containsEntry(P0, new OffsetAndMetadata(10));
    }

    @Test
    void shouldCatchUpWhenTheEarlierBatchIsHandledAtLast() {
        // given
        RecordBatch first = handOver(batch(0, record(0, 10)));
        RecordBatch second = handOver(batch(1, record(0, 11)));
        ledger.handled(second);

        // when
        ledger.handled(first);

        // then
        assertThat(ledger.committable()).containsOnly(Map.entry(P0, new OffsetAndMetadata(12)));
    }

    @Test
    void shouldAdvanceEachPartitionOnItsOwnWhenBatchesMixThem() {
        // given
        handOver(batch(0, record(0, 10)));
        RecordBatch second = handOver(batch(1, record(1, 5)));

        // when
        ledger.handled(second);

        // then
        assertThat(ledger.committable()).containsOnly(Map.entry(P1, new OffsetAndMetadata(6)));
    }

    @Test
    void shouldCommitOnceWhenCommitted() {
        // given
        ledger.handled(handOver(batch(0, record(0, 10))));

        // when
        ledger.committed(ledger.committable());

        // then
        assertThat(ledger.committable()).isEmpty();
    }

    @Test
    void shouldForgetWhenAPartitionIsRevoked() {
        // given
        RecordBatch batch = handOver(batch(0, record(0, 10), record(1, 5)));

        // when
        ledger.forget(List.of(P0));
        ledger.handled(batch);

        // then
        assertThat(ledger.partitions()).isEqualTo(Set.of(P1));
        assertThat(ledger.committable()).containsOnlyKeys(P1);
    }

    @Property(tries = 200)
    void shouldNeverPassAnUnhandledRecordWhenBatchesFinishInAnyOrder(
            @ForAll @IntRange(min = 1, max = 20) int batches, @ForAll long seed) {
        // given (an instance of this class lives through all tries)
        OffsetLedger ledger = new OffsetLedger();
        Random random = new Random(seed);
        List<RecordBatch> open = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            open.add(handOver(ledger, batch(i, record(0, i), record(1, i))));
        }

        while (!open.isEmpty()) {
            // when
            ledger.handled(open.remove(random.nextInt(open.size())));

            // then
            long firstOpen =
                    open.stream().mapToLong(RecordBatch::sequence).min().orElse(batches);
            assertThat(ledger.resumeOffsets())
                    .containsEntry(P0, new OffsetAndMetadata(firstOpen))
                    .containsEntry(P1, new OffsetAndMetadata(firstOpen));
        }
    }

    private RecordBatch handOver(RecordBatch batch) {
        return handOver(ledger, batch);
    }

    private static RecordBatch handOver(OffsetLedger ledger, RecordBatch batch) {
        batch.records().forEach(ledger::received);
        ledger.handedOver(batch);
        return batch;
    }

    private static Received record(int partition, long offset) {
        return new Received(
                new ConsumerRecord<>("t", partition, offset, new byte[0], new byte[0]),
                new OffsetAndMetadata(offset + 1));
    }

    private static RecordBatch batch(long sequence, Received... records) {
        return new RecordBatch(sequence, List.of(records), TestMembership::none, new Lease());
    }
}
