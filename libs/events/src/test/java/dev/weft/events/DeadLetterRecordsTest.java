package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.DeadLetter;
import dev.weft.core.Refusal;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterRecordsTest {

    private static final int LIMIT = 40_000;

    private final EventCodec<DeadLetter> codec =
            EventCodecs.open(KafkaSettings.at("unused:1")).deadLetters();
    private final DeadLetterRecords records = new DeadLetterRecords("weft.dlq", codec, LIMIT);

    private static ConsumerRecord<byte[], byte[]> origin(int keyBytes, int valueBytes) {
        byte[] key = new byte[keyBytes];
        // No UTF-8: as a text, each of these bytes takes three.
        Arrays.fill(key, (byte) 0xff);
        return new ConsumerRecord<>("weft.media", 0, 0, key, new byte[valueBytes]);
    }

    private DeadLetter letterOf(ConsumerRecord<byte[], byte[]> origin) throws UndecodableRecordException {
        ProducerRecord<String, byte[]> record = records.of(
                origin,
                new Refusal(Stage.READ, "bad_magic", new IllegalArgumentException("é".repeat(5_000))),
                new ReleaseId("catalog", 1));
        int key = record.key().getBytes(StandardCharsets.UTF_8).length;
        assertThat(key + record.value().length).isLessThan(LIMIT);
        return codec.decode(record.value());
    }

    @Test
    void shouldCarryAllOfARecordThatFits() throws UndecodableRecordException {
        DeadLetter letter = letterOf(origin(10, 30_000));

        assertThat(letter.value()).hasSize(30_000);
        assertThat(CutLetters.recordBytes(letter)).isEmpty();
    }

    @Test
    void shouldCarryTheBeginningsOfKeyAndValueAndTheTrueSizeWhenTheRecordDoesNotFit()
            throws UndecodableRecordException {
        DeadLetter letter = letterOf(origin(30_000, 60_000));

        assertThat(letter.key()).hasSizeGreaterThan(1_000);
        assertThat(letter.value()).hasSizeGreaterThan(20_000);
        assertThat(CutLetters.recordBytes(letter)).hasValue(90_000);
    }

    @Test
    void shouldLeaveOutHeadersThatTakeTheRoomOfTheValue() throws UndecodableRecordException {
        // given
        ConsumerRecord<byte[], byte[]> origin = origin(10, 1_000);
        origin.headers().add("giant", new byte[50_000]);

        // when
        DeadLetter letter = letterOf(origin);

        // then
        assertThat(letter.headers()).containsOnlyKeys(CutLetters.RECORD_BYTES_HEADER);
        assertThat(letter.value()).hasSize(1_000);
        assertThat(CutLetters.recordBytes(letter)).hasValue(10 + 1_000 + "giant".length() + 50_000);
    }

    @Test
    void shouldNotBelieveARecordThatClaimsToBeCut() throws UndecodableRecordException {
        ConsumerRecord<byte[], byte[]> origin = origin(10, 10);
        origin.headers().add(CutLetters.RECORD_BYTES_HEADER, new byte[] {'9'});

        assertThat(CutLetters.recordBytes(letterOf(origin))).isEqualTo(OptionalLong.empty());
    }
}
