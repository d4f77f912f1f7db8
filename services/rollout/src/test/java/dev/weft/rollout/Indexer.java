package dev.weft.rollout;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.ProjectionKey;
import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import dev.weft.events.BatchConsumer;
import dev.weft.events.BatchConsumerSettings;
import dev.weft.events.CommitMode;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.RecordBatch;
import dev.weft.events.UndecodableRecordException;
import dev.weft.events.releases.Projections;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the sink does, without what makes it fast and patient: each record into its release's collection, if that is indexed. */
final class Indexer implements AutoCloseable {

    /** With the topics' prefix, its consumer group. */
    static final String GROUP = "indexer-";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventCodecs codecs;
    private final VectorStore store;
    private final ReleaseLog log;
    private final BatchConsumer consumer;

    /** @param store stays open */
    Indexer(KafkaSettings kafka, VectorStore store) {
        this.codecs = EventCodecs.open(kafka);
        this.store = store;
        this.log = ReleaseLog.open(kafka, codecs);
        this.consumer = new BatchConsumer(
                kafka,
                new BatchConsumerSettings(
                        GROUP + kafka.topicPrefix(),
                        kafka.topics().embeddings(),
                        500,
                        Duration.ofMillis(5),
                        500,
                        CommitMode.AFTER_HANDLED,
                        true),
                this::handle);
    }

    void start() {
        consumer.start();
    }

    private CompletionStage<Void> handle(RecordBatch batch) {
        try {
            log.awaitRead(PATIENCE);
        } catch (TimeoutException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Map<String, List<Mutation>> mutations = new HashMap<>();
        batch.records().forEach(record -> index(record, mutations));
        mutations.forEach(store::apply);
        store.sync();
        return CompletableFuture.completedFuture(null);
    }

    private void index(ConsumerRecord<byte[], byte[]> record, Map<String, List<Mutation>> mutations) {
        Optional<ProjectionKey> projected = Projections.keyOf(record);
        if (record.value() == null && projected.isPresent()) {
            return;
        }
        switch (decode(record)) {
            case MediaEmbedded.Deleted deleted ->
                store.collections()
                        .forEach(collection ->
                                add(mutations, collection, new Mutation.Delete(deleted.key(), deleted.mediaVersion())));
            case MediaEmbedded.Vectors vectors -> {
                if (isIndexed(vectors)) {
                    put(vectors, mutations);
                }
            }
        }
    }

    private boolean isIndexed(MediaEmbedded.Vectors vectors) {
        return log.find(vectors.release())
                .map(Release::state)
                .map(ReleaseState::indexed)
                .orElse(log.ofSpace(vectors.release().space()).isEmpty());
    }

    private static void add(Map<String, List<Mutation>> mutations, String collection, Mutation mutation) {
        mutations.computeIfAbsent(collection, _ -> new ArrayList<>()).add(mutation);
    }

    private void put(MediaEmbedded.Vectors vectors, Map<String, List<Mutation>> mutations) {
        String collection = vectors.release().collection();
        store.createCollection(new CollectionSchema(
                vectors.release(), vectors.parts().getFirst().vector().dimension()));
        if (store.resolve(vectors.release().space()).isEmpty()) {
            store.setAlias(vectors.release().space(), collection);
        }
        add(
                mutations,
                collection,
                new Mutation.Put(
                        vectors.key(),
                        vectors.mediaVersion(),
                        vectors.release(),
                        vectors.family(),
                        vectors.attributes(),
                        vectors.parts().stream()
                                .map(part ->
                                        new VectorRow(part.part(), part.modality(), part.contentHash(), part.vector()))
                                .toList()));
    }

    private MediaEmbedded decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return codecs.embeddings().decode(record.value());
        } catch (UndecodableRecordException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        log.close();
    }
}
