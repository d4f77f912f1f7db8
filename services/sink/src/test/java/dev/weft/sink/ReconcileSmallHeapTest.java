package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.MediaEmbedded;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.TopicProvisioner;
import dev.weft.testkit.GroupOffsets;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the number of items: 200,000 of them in a process that has no room for their keys. */
@ExtendWith(KafkaExtension.class)
class ReconcileSmallHeapTest {

    private static final int FLUSH_EVERY = 2_000;

    @TempDir
    Path folder;

    @Test
    void shouldCompareMoreItemsThanFitIntoTheHeap(KafkaSettings kafka) throws Exception {
        // given
        String group = kafka.topicPrefix() + "sink";
        TopicProvisioner.ensure(kafka, SinkRig.PATIENCE);
        fill(kafka);
        GroupOffsets.commitEnds(kafka, kafka.topics().embeddings(), group);

        // when
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReconcileSmallHeap.class.getName(),
                        kafka.bootstrapServers(),
                        kafka.topicPrefix(),
                        group,
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(SinkRig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();

        // then
        assertThat(ended).isTrue();
        assertThat(Files.readString(output))
                .contains("found {MISSING=2, STALE=1, EXTRA=1, AHEAD=0} of 200000 unchecked 0");
    }

    private static void fill(KafkaSettings kafka) {
        UnitVectors vectors = new UnitVectors(4, 3);
        EventCodecs codecs = EventCodecs.open(kafka);
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka, "fill")) {
            for (int i = 0; i < ReconcileSmallHeap.ITEMS; i++) {
                MediaEmbedded event = TestObjects.embedded(ReconcileSmallHeap.id(i), 2, vectors.next());
                Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(
                        kafka.topics().embeddings(),
                        event.key().toString(),
                        codecs.embeddings().encode(event)));
                // A machine at work may take longer for all of them than the producer waits for one.
                if (i % FLUSH_EVERY == 0) {
                    producer.flush();
                }
            }
            producer.flush();
        }
    }
}
