package dev.weft.benchmarks.sink;

import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.testkit.GroupOffsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An embeddings topic full of items with one vector each, and how much of it a group has done. */
final class VectorTopic {

    static final ReleaseId RELEASE = new ReleaseId("bench", 1);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaSettings kafka;

    VectorTopic(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** Writes a record per vector. */
    void fill(float[][] vectors) {
        TopicProvisioner.ensure(kafka, PATIENCE);
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, "500000");
        EventCodecs codecs = EventCodecs.open(kafka);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < vectors.length; i++) {
                MediaEmbedded event = event(i, vectors[i]);
                Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(
                        kafka.topics().embeddings(),
                        event.key().toString(),
                        codecs.embeddings().encode(event)));
            }
            producer.flush();
        }
    }

    private static MediaEmbedded event(int number, float[] vector) {
        String id = id(number);
        return new MediaEmbedded.Vectors(
                MediaKey.of("default", id),
                1,
                RELEASE,
                id,
                Attributes.NONE,
                List.of(new MediaEmbedded.PartVector(
                        Part.IMAGE, Modality.IMAGE, Sha256.ofText(id), Embedding.wrap(vector))),
                Instant.now(),
                Optional.empty());
    }

    static String id(int number) {
        return "item-%07d".formatted(number);
    }

    /** Which item has this id. */
    static int number(String id) {
        return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }

    /** Records that the group has committed. */
    long done(Admin admin, String group) throws ExecutionException, InterruptedException {
        return GroupOffsets.done(admin, kafka, kafka.topics().embeddings(), group);
    }

    /** Records there are. */
    long size(Admin admin) throws ExecutionException, InterruptedException {
        return GroupOffsets.size(admin, kafka, kafka.topics().embeddings());
    }
}
