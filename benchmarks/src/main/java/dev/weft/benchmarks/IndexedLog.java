package dev.weft.benchmarks;

import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.testkit.GroupOffsets;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A log of vectors and a store that holds them, as a sink of some group leaves them. */
final class IndexedLog {

    private static final int BATCH = 5_000;
    private static final long SEED = 20;

    private IndexedLog() {}

    static void write(KafkaSettings kafka, VectorStore store, ReleaseId release, String group, int items, int dimension)
            throws InterruptedException {
        store.createCollection(new CollectionSchema(release, dimension));
        Random random = new Random(SEED);
        EventCodecs codecs = EventCodecs.open(kafka);
        List<Mutation> batch = new ArrayList<>();
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka, "bench")) {
            for (int i = 0; i < items; i++) {
                MediaKey key = MediaKey.of("default", "item-%06d".formatted(i));
                Sha256 content = Sha256.ofText(key.toString());
                Embedding vector = vector(random, dimension);
                MediaEmbedded event = new MediaEmbedded.Vectors(
                        key,
                        1,
                        release,
                        key.id().toString(),
                        Attributes.NONE,
                        List.of(new MediaEmbedded.PartVector("image", Modality.IMAGE, content, vector)),
                        Instant.EPOCH,
                        Optional.empty());
                Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(
                        kafka.topics().embeddings(),
                        key.toString(),
                        codecs.embeddings().encode(event)));
                batch.add(new Mutation.Put(
                        key,
                        1,
                        release,
                        key.id().toString(),
                        Attributes.NONE,
                        List.of(new VectorRow("image", Modality.IMAGE, content, vector))));
                if (batch.size() == BATCH || i == items - 1) {
                    store.apply(release.collection(), batch);
                    batch.clear();
                }
            }
        }
        store.sync();
        commitEnds(kafka, group);
    }

    private static Embedding vector(Random random, int dimension) {
        float[] values = new float[dimension];
        IntStream.range(0, dimension).forEach(i -> values[i] = (float) random.nextGaussian());
        return Embedding.normalized(values);
    }

    private static void commitEnds(KafkaSettings kafka, String group) throws InterruptedException {
        try {
            GroupOffsets.commitEnds(kafka, kafka.topics().embeddings(), group);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not answer", e);
        }
    }
}
