package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.ReleaseId;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ItemChangesTest {

    private static final ReleaseId SECOND = new ReleaseId("catalog", 2);

    private final UnitVectors vectors = new UnitVectors(4, 1);

    private MediaEmbedded put(long version) {
        return TestObjects.embedded("apple", version, vectors.next());
    }

    private static MediaEmbedded gone(long version) {
        return TestObjects.embeddedDeleted("apple", version);
    }

    private static List<Incoming> incoming(MediaEmbedded... events) {
        return Stream.of(events)
                .map(event -> new Incoming(new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[0]), event))
                .toList();
    }

    private static List<MediaEmbedded> newestOf(MediaEmbedded... events) {
        return ItemChanges.ofEach(incoming(events)).stream()
                .flatMap(item -> item.front().stream())
                .map(Incoming::event)
                .toList();
    }

    @Test
    void shouldKeepTheHighestVersionWhateverTheOrder() {
        MediaEmbedded newest = put(3);
        assertThat(newestOf(put(1), newest, put(2))).containsExactly(newest);
    }

    @Test
    void shouldKeepTheDeletionWhenVectorsHaveTheSameVersion() {
        MediaEmbedded deletion = gone(3);
        assertThat(newestOf(deletion, put(3))).containsExactly(deletion);
        assertThat(newestOf(put(3), deletion)).containsExactly(deletion);
    }

    @Test
    void shouldKeepTheLaterRecordWhenTwoHaveTheSameVersion() {
        MediaEmbedded later = put(3);
        assertThat(newestOf(put(3), later)).containsExactly(later);
    }

    @Test
    void shouldKeepTheNewestVectorsOfEachRelease() {
        MediaEmbedded first = put(2);
        MediaEmbedded second = TestObjects.inRelease(put(1), SECOND);
        assertThat(newestOf(put(1), second, first)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void shouldKeepAnOlderDeletionForTheReleasesThatHaveNothingNewer() {
        MediaEmbedded deletion = gone(2);
        MediaEmbedded newer = put(3);
        assertThat(newestOf(TestObjects.inRelease(put(1), SECOND), deletion, newer))
                .containsExactlyInAnyOrder(newer, deletion);
    }

    @Test
    void shouldComeToWhatADeletionCoversOnlyWhenTheDeletionIsRefused() {
        // given
        List<Incoming> incoming = incoming(put(1), TestObjects.inRelease(put(1), SECOND), gone(2));
        ItemChanges written = ItemChanges.ofEach(incoming).iterator().next();
        ItemChanges refused = ItemChanges.ofEach(incoming).iterator().next();

        // when
        int covered = written.settle(Set.of());
        int notCovered = refused.settle(Set.of(incoming.getLast()));

        // then
        assertThat(covered).isEqualTo(2);
        assertThat(written.front()).isEmpty();
        assertThat(notCovered).isZero();
        assertThat(refused.front()).containsExactlyInAnyOrderElementsOf(incoming.subList(0, 2));
    }

    @Test
    void shouldKeepOneChangePerItem() {
        assertThat(newestOf(put(1), TestObjects.embedded("pear", 1, vectors.next())))
                .hasSize(2);
    }
}
