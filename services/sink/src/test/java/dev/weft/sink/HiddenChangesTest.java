package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.ReleaseId;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoredVersion;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A newer change that is refused, and the older ones of the same batch. */
class HiddenChangesTest {

    private static final Ownership OURS = new Ownership() {
        @Override
        public boolean isAbandoned() {
            return false;
        }

        @Override
        public boolean isCertain() {
            return true;
        }
    };

    private final FlakyStore store = new FlakyStore();
    private final Lanes lanes = new LaneRig(store).lanes(1);
    private final UnitVectors vectors = new UnitVectors(LaneRig.DIMENSION, 11);

    @AfterEach
    void stop() {
        lanes.close();
    }

    private MediaEmbedded put(long version) {
        return TestObjects.embedded("apple", version, vectors.next());
    }

    private static MediaEmbedded withOtherDimension(long version) {
        return TestObjects.embedded("apple", version, new UnitVectors(LaneRig.DIMENSION + 1, 1).next());
    }

    private MediaEmbedded ofOtherRelease(long version) {
        MediaEmbedded.Vectors of = (MediaEmbedded.Vectors) put(version);
        return new MediaEmbedded.Vectors(
                of.key(),
                of.mediaVersion(),
                ReleaseId.parse("catalog@9"),
                of.family(),
                of.attributes(),
                of.parts(),
                of.occurredAt(),
                of.importId());
    }

    /** @return what is said of them, in total */
    private long writeTogether(MediaEmbedded... events) {
        List<BatchWork> visible = new CopyOnWriteArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> records = Stream.of(events)
                .map(_ -> new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[10]))
                .toList();
        BatchWork work = new BatchWork(records, 10L * records.size(), OURS, visible::add);
        lanes.start();
        lanes.add(IntStream.range(0, events.length)
                .mapToObj(i -> new Change(new Incoming(records.get(i), events[i]), work))
                .toList());
        await().until(() -> !visible.isEmpty());
        return work.announcements().stream().distinct().count();
    }

    private List<StoredVersion> content() {
        return store.scan(TestObjects.RELEASE.collection(), Optional.empty(), 10);
    }

    private static StoredVersion there(long version) {
        return new StoredVersion(TestObjects.key("apple"), version, false);
    }

    @Test
    void shouldWriteTheOlderChangeWhenTheNewerOneHasAnotherDimension() {
        // when
        long said = writeTogether(put(1), withOtherDimension(2));

        // then
        assertThat(content()).containsExactly(there(1));
        assertThat(said).as("searchable, dead letter, failed").isEqualTo(3);
    }

    @Test
    void shouldWriteTheOlderChangeWhenTheNewerOneIsOfAnotherRelease() {
        writeTogether(put(1), ofOtherRelease(2));
        assertThat(content()).containsExactly(there(1));
    }

    @Test
    void shouldWriteTheNewestChangeThatTheStoreTakesWhenItRefusesNewerOnes() {
        // given
        store.refused = mutation -> mutation.version() >= 3;

        // when
        long said = writeTogether(put(1), put(2), put(3), put(4));

        // then
        assertThat(content()).containsExactly(there(2));
        assertThat(store.applied).extracting(Mutation::version).containsExactly(2L);
        assertThat(said).as("searchable, and two dead letters and failures").isEqualTo(5);
    }

    @Test
    void shouldWriteTheOlderVectorsWhenTheStoreRefusesTheDeletion() {
        // given
        store.refused = Mutation.Delete.class::isInstance;

        // when
        writeTogether(put(1), TestObjects.embeddedDeleted("apple", 2));

        // then
        assertThat(content()).containsExactly(there(1));
    }
}
