package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.DeadLetter;
import dev.weft.events.CutLetters;
import dev.weft.events.KafkaSettings;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bad records that are larger than a dead letter may be. */
@ExtendWith(KafkaExtension.class)
class LargePoisonTest {

    private static final String KEY = "default/large";
    private static final int LIMIT = 100_000;

    private final FlakyStore store = new FlakyStore();
    private final byte[] poison = poison();

    private static byte[] poison() {
        byte[] poison = new byte[500_000];
        Arrays.fill(poison, (byte) 'x');
        return poison;
    }

    @Test
    void shouldGoOnWithTheBeginningOfTheRecordWhenTheTopicTakesNoLargerDeadLetter(KafkaSettings kafka)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties("test"))) {
            NewTopic small = new NewTopic(kafka.topics().deadLetters(), Optional.of(1), Optional.empty())
                    .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LIMIT)));
            admin.createTopics(List.of(small)).all().get();
        }
        assertThatTheSinkGoesOn(kafka, kafka);
    }

    @Test
    void shouldGoOnWithTheBeginningOfTheRecordWhenTheProducerSendsNoLargerDeadLetter(KafkaSettings kafka)
            throws ExecutionException, InterruptedException {
        KafkaSettings limited = new KafkaSettings(
                kafka.bootstrapServers(),
                kafka.topicPrefix(),
                kafka.partitions(),
                kafka.replicationFactor(),
                kafka.schemaRegistry(),
                Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(LIMIT)));
        assertThatTheSinkGoesOn(kafka, limited);
    }

    private void assertThatTheSinkGoesOn(KafkaSettings kafka, KafkaSettings ofSink)
            throws ExecutionException, InterruptedException {
        try (SinkRig rig = new SinkRig(kafka)) {
            // given
            rig.sendRaw(KEY, poison);
            rig.send(TestObjects.embedded("large", 1, new UnitVectors(4, 1).next()));

            // when
            try (SinkRuntime sink =
                    rig.start(SinkRig.settings(ofSink, "memory:unused", OptionalInt.empty(), 1), store)) {
                rig.awaitNoLag();
            }

            // then
            assertThat(SinkRig.content(store)).hasSize(1);
            assertThat(rig.deadLetters()).singleElement().satisfies(this::assertThatItSaysWhatIsMissing);
        }
    }

    private void assertThatItSaysWhatIsMissing(DeadLetter letter) {
        assertThat(letter.reason()).isEqualTo("bad_magic");
        assertThat(letter.key()).asString(StandardCharsets.UTF_8).isEqualTo(KEY);
        assertThat(letter.value()).hasSizeBetween(LIMIT / 2, LIMIT).containsOnly('x');
        assertThat(CutLetters.recordBytes(letter)).hasValue(KEY.length() + poison.length);
    }
}
