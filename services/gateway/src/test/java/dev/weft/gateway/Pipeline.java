package dev.weft.gateway;

import dev.weft.core.Feedback;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.MediaStatus;
import dev.weft.core.MediaStatus.State;
import dev.weft.core.Part;
import dev.weft.core.PartContent.InlineText;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.UndecodableRecordException;
import dev.weft.gateway.table.Known;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.testkit.TopicReader;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;

/** Does by hand, one item at a time, what embedder and sink do: with the real model, into the store the gateway searches. */
@ApplicationScoped
public class Pipeline {

    private static final ReleaseId RELEASE = new ReleaseId("catalog", 1);

    private final Backends backends;

    @Inject
    Pipeline(Backends backends) {
        this.backends = backends;
    }

    /** Makes the item searchable and tells so. */
    public Known index(String id) {
        Known known = known(id);
        MediaItem item = known.item().orElseThrow();
        try (EmbeddingModel model = EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults());
                VectorStore store = VectorStores.open(Platform.VECTORS)) {
            store.createCollection(new CollectionSchema(RELEASE, model.dimension()));
            store.setAlias(RELEASE.space(), RELEASE.collection());
            List<VectorRow> rows =
                    item.parts().stream().map(part -> row(model, part)).toList();
            store.apply(
                    RELEASE.collection(),
                    List.of(new Mutation.Put(
                            item.key(), item.version(), RELEASE, item.family(), item.attributes(), rows)));
        }
        tell(known, State.EMBEDDED);
        tell(known, State.SEARCHABLE);
        return known;
    }

    public Known known(String id) {
        return backends.table().find(MediaKey.of("default", id)).orElseThrow();
    }

    /** Writes the status of this version. */
    public void tell(Known known, State state) {
        Instant accepted = known.media().occurredAt();
        boolean embedded = state == State.EMBEDDED || state == State.SEARCHABLE;
        send(
                known.key().toString(),
                codecs().status()
                        .encode(new MediaStatus(
                                known.key(),
                                known.version(),
                                state,
                                accepted,
                                Optional.of(accepted.plusMillis(41)).filter(at -> embedded),
                                Optional.of(accepted.plusMillis(68)).filter(at -> state == State.SEARCHABLE),
                                Optional.of(new MediaStatus.Failure(Stage.DECODE, "truncated", "it ends early"))
                                        .filter(failure -> state == State.FAILED),
                                Optional.of(RELEASE).filter(release -> embedded),
                                known.importId())));
    }

    /** Writes anything to the status topic. */
    public void send(String key, byte[] value) {
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka(), "pipeline")) {
            var _ = producer.send(new ProducerRecord<>(kafka().topics().status(), key, value));
            producer.flush();
        }
    }

    /** What was said of the results of this query. */
    public List<Feedback> feedback(String queryId) {
        List<Feedback> said = new ArrayList<>();
        for (var record : TopicReader.readCommitted(kafka(), kafka().topics().feedback())) {
            try {
                said.add(codecs().feedback().decode(record.value()));
            } catch (UndecodableRecordException e) {
                throw new AssertionError("the gateway wrote feedback that can't be read", e);
            }
        }
        return said.stream().filter(one -> one.queryId().equals(queryId)).toList();
    }

    public static KafkaSettings kafka() {
        return KafkaSettings.at(ConfigProvider.getConfig().getValue("weft.kafka.bootstrap-servers", String.class));
    }

    private static EventCodecs codecs() {
        return EventCodecs.open(kafka());
    }

    private VectorRow row(EmbeddingModel model, Part part) {
        var input = switch (part.content()) {
            case InlineText(String text) -> model.prepare(text);
            case StoredObject object -> model.prepare(new ImageDecoder(DecodeBudget.defaults()).decode(read(object)));
        };
        return new VectorRow(
                part.name(),
                part.modality(),
                part.content().sha256(),
                model.embed(part.modality(), List.of(input)).getFirst());
    }

    private byte[] read(StoredObject object) {
        try {
            return backends.objects().read(object, Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a test's picture", e);
        }
    }
}
