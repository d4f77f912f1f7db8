package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.DeadLetter;
import dev.weft.core.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    @Test
    void shouldKeepEverythingToReplayWhenMadeOfARecord() {
        // given
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", new byte[] {7});
        headers.add("empty", null);
        ConsumerRecord<byte[], byte[]> origin = new ConsumerRecord<>(
                "weft.media",
                3,
                42,
                1000,
                TimestampType.CREATE_TIME,
                1,
                1,
                new byte[] {1},
                new byte[] {2},
                headers,
                Optional.empty());

        // when
        DeadLetter letter = DeadLetters.of(
                origin, Stage.READ, "bad_magic", new IllegalStateException("broken"), Optional.empty(), 2);

        // then
        assertThat(letter.origin()).isEqualTo(new DeadLetter.Origin("weft.media", 3, 42, Instant.ofEpochMilli(1000)));
        assertThat(letter.key()).containsExactly(1);
        assertThat(letter.value()).containsExactly(2);
        assertThat(letter.headers().get("traceparent")).containsExactly(7);
        assertThat(letter.headers().get("empty")).isEmpty();
        assertThat(letter.errorClass()).isEqualTo("java.lang.IllegalStateException");
        assertThat(letter.message()).isEqualTo("broken");
        assertThat(letter.attempt()).isEqualTo(2);
    }

    @Test
    void shouldBeEmptyWhenTheRecordHasNoKeyAndNoValue() {
        ConsumerRecord<byte[], byte[]> origin = new ConsumerRecord<>("weft.media", 0, 0, null, null);

        DeadLetter letter = DeadLetters.of(origin, Stage.READ, "null_value", "Rejected", "m", Optional.empty(), 1);

        assertThat(letter.key()).isEmpty();
        assertThat(letter.value()).isEmpty();
        assertThat(letter.origin().timestamp()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void shouldCutTheMessageWhenALibraryTellsAStory() {
        ConsumerRecord<byte[], byte[]> origin = new ConsumerRecord<>("weft.media", 0, 0, null, null);

        DeadLetter letter =
                DeadLetters.of(origin, Stage.READ, "r", "Rejected", "x".repeat(100_000), Optional.empty(), 1);

        assertThat(letter.message()).hasSize(2_001);
    }

    @Test
    void shouldSayTheClassWhenAnErrorHasNoMessage() {
        ConsumerRecord<byte[], byte[]> origin = new ConsumerRecord<>("weft.media", 0, 0, null, null);

        DeadLetter letter = DeadLetters.of(origin, Stage.READ, "r", new IllegalStateException(), Optional.empty(), 1);

        assertThat(letter.message()).isEqualTo("IllegalStateException");
    }

    @Test
    void shouldCountTheAttemptOfItsHeaderWhenARecordWasReplayed() {
        assertThat(DeadLetters.attemptOf(withAttempt("3"))).isEqualTo(3);
    }

    @Test
    void shouldCountTheFirstAttemptWhenTheHeaderIsMissingOrNoNumber() {
        assertThat(DeadLetters.attemptOf(new ConsumerRecord<>("weft.media", 0, 0, null, null)))
                .isEqualTo(1);
        for (String hostile : new String[] {"", "0", "-1", "1.5", "99999999999999999999", "2\n", "\u0662"}) {
            assertThat(DeadLetters.attemptOf(withAttempt(hostile))).as(hostile).isEqualTo(1);
        }
    }

    private static ConsumerRecord<byte[], byte[]> withAttempt(String text) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("weft.media", 0, 0, null, null);
        record.headers().add(DeadLetters.ATTEMPT_HEADER, text.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
