package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.MediaEmbedded;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class NewestTest {

    private final UnitVectors vectors = new UnitVectors(4, 1);

    private MediaEmbedded put(long version) {
        return TestObjects.embedded("apple", version, vectors.next());
    }

    private static MediaEmbedded gone(long version) {
        return TestObjects.embeddedDeleted("apple", version);
    }

    private static List<MediaEmbedded> newestOf(MediaEmbedded... events) {
        List<Incoming> incoming = Stream.of(events)
                .map(event -> new Incoming(new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[0]), event))
                .toList();
        return Newest.firstPerItem(incoming).stream()
                .map(item -> item.getFirst().event())
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
    void shouldKeepOneChangePerItem() {
        assertThat(newestOf(put(1), TestObjects.embedded("pear", 1, vectors.next())))
                .hasSize(2);
    }
}
