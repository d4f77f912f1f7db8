package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written of records that may be another instance's. */
class LaneOwnershipTest {

    /** Records that become somebody else's at a test's word. */
    private static final class Changing implements Ownership {
        private volatile boolean abandoned;
        private volatile boolean certain = true;

        @Override
        public boolean isAbandoned() {
            return abandoned;
        }

        @Override
        public boolean isCertain() {
            return certain;
        }
    }

    private final FlakyStore store = new FlakyStore();
    private final LaneRig rig = new LaneRig(store);
    private final Lanes lanes = rig.lanes(1);
    private final List<BatchWork> visible = new CopyOnWriteArrayList<>();
    private final UnitVectors vectors = new UnitVectors(2, 3);

    @AfterEach
    void stop() {
        lanes.close();
    }

    private void add(Ownership ownership, String id) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[10]);
        BatchWork work = new BatchWork(List.of(record), 10, ownership, visible::add);
        lanes.add(List.of(new Change(new Incoming(record, TestObjects.embedded(id, 1, vectors.next())), work)));
    }

    @Test
    void shouldWriteNothingWhileItIsNotCertainWhoseTheRecordsAre() {
        // given
        Changing ownership = new Changing();
        ownership.certain = false;
        add(ownership, "apple");

        // when
        lanes.start();
        await().until(() -> rig.obstacles
                .gravest()
                .filter(met -> met.kind() == Obstacles.Kind.MEMBERSHIP)
                .isPresent());
        int writtenMeanwhile = store.applied.size();
        ownership.certain = true;

        // then
        await().until(() -> visible.size() == 1);
        assertThat(writtenMeanwhile).isZero();
        assertThat(store.applied).hasSize(1);
        assertThat(rig.obstacles.gravest()).isEmpty();
    }

    @Test
    void shouldWriteOnlyItsOwnWhenRecordsBecomeAnothersDuringAnOutage() {
        // given
        Changing lost = new Changing();
        store.down = true;
        add(lost, "apple");
        add(new Changing(), "pear");
        lanes.start();
        await().until(() -> rig.obstacles.gravest().isPresent());

        // when
        lost.abandoned = true;
        store.down = false;

        // then
        await().atMost(Duration.ofSeconds(10)).until(() -> visible.size() == 2);
        assertThat(store.applied)
                .extracting(mutation -> mutation.key().id().value())
                .containsExactly("pear");
    }
}
