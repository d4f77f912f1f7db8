package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.StoredVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The order of an item's changes at the store, whatever the schedule. */
class LanesTest {

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
    private static final int CHANGES = 300;
    private static final int ITEMS = 12;

    @Property(tries = 40)
    void shouldWriteTheChangesOfAnItemInTheirOrderWhateverTheSchedule(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int writers) {
        // given
        Random random = new Random(seed);
        ScheduledStore store = new ScheduledStore(seed);
        List<MediaEmbedded> log = log(random);
        List<BatchWork> visible = new CopyOnWriteArrayList<>();
        int batches = 0;

        // when
        try (Lanes lanes = new LaneRig(store).lanes(writers)) {
            lanes.start();
            for (int from = 0; from < log.size(); batches++) {
                int to = Math.min(log.size(), from + 1 + random.nextInt(7));
                add(lanes, log.subList(from, to), visible);
                from = to;
            }
            int all = batches;
            await().atMost(Duration.ofSeconds(30)).until(() -> visible.size() == all);
        }

        // then
        assertThat(store.overlaps())
                .as("items that were written by two at a time")
                .isEmpty();
        store.writtenByItem()
                .forEach((key, versions) -> assertThat(versions)
                        .as("versions of %s in the order of their writes", key)
                        .isSorted());
        assertThat(store.content()).isEqualTo(expected(log));
        assertThat(visible)
                .allSatisfy(
                        work -> assertThat(work.announcements()).isNotEmpty().doesNotHaveDuplicates());
    }

    /** Versions of an item go up, as in a log that one producer wrote. */
    private static List<MediaEmbedded> log(Random random) {
        UnitVectors vectors = new UnitVectors(LaneRig.DIMENSION, random.nextLong());
        Map<String, Long> versions = new HashMap<>();
        List<MediaEmbedded> log = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            String id = "item-" + random.nextInt(ITEMS);
            long version = versions.merge(id, 1L, Long::sum);
            log.add(
                    random.nextInt(5) == 0
                            ? TestObjects.embeddedDeleted(id, version)
                            : TestObjects.embedded(id, version, vectors.next()));
        }
        return log;
    }

    private static Map<MediaKey, StoredVersion> expected(List<MediaEmbedded> log) {
        Map<MediaKey, StoredVersion> expected = new HashMap<>();
        log.forEach(event -> expected.put(
                event.key(),
                new StoredVersion(event.key(), event.mediaVersion(), event instanceof MediaEmbedded.Deleted)));
        return expected;
    }

    private static void add(Lanes lanes, List<MediaEmbedded> events, List<BatchWork> visible) {
        List<ConsumerRecord<byte[], byte[]>> records = events.stream()
                .map(event -> new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[10]))
                .toList();
        BatchWork work = new BatchWork(records, 10L * records.size(), OURS, visible::add);
        lanes.add(IntStream.range(0, events.size())
                .mapToObj(i -> new Change(new Incoming(records.get(i), events.get(i)), work))
                .toList());
    }
}
