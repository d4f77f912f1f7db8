package dev.weft.trainer.catalog;

import dev.weft.core.Feature;
import dev.weft.core.FeatureKey;
import dev.weft.core.Modality;
import dev.weft.events.ByteConsumer;
import dev.weft.events.EventCodec;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.UndecodableRecordException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the catalog from the compacted topics of media and features, each to its present end. What can't be read is left out here, because whoever processes
 * the topic has made a dead letter of it.
 */
public final class CatalogReader {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogReader.class);

    private final KafkaSettings kafka;
    private final EventCodecs codecs;
    private final Modality modality;
    private final String categoryAttribute;

    /**
     * @param modality of the pairs' other side than text
     * @param categoryAttribute names the attribute that the gate's floors go by
     */
    public CatalogReader(KafkaSettings kafka, EventCodecs codecs, Modality modality, String categoryAttribute) {
        this.kafka = kafka;
        this.codecs = codecs;
        this.modality = modality;
        this.categoryAttribute = categoryAttribute;
    }

    /**
     * Reads what there is now, of all these towers at once: who compares releases of different towers does so on the same items.
     *
     * @param towers ids of towers, whose features are wanted
     */
    public CatalogSnapshot read(Set<String> towers) {
        ItemTable table = new ItemTable(modality, categoryAttribute);
        Map<FeatureKey, Feature> features = new HashMap<>();
        try (ByteConsumer consumer = ByteConsumer.open(kafka, IsolationLevel.READ_COMMITTED)) {
            consumer.readAll(kafka.topics().media(), decoded(codecs.media(), table::add));
            consumer.readAll(kafka.topics().features(), decoded(codecs.features(), feature -> {
                if (towers.contains(feature.towerId())) {
                    // A tower's features may lie under two keys: as the embedder's, and beside those of another.
                    features.merge(
                            new FeatureKey(feature.key(), feature.towerId()),
                            feature,
                            (one, other) -> one.mediaVersion() > other.mediaVersion() ? one : other);
                }
            }));
        }
        return new LogSnapshot(modality, table.items(), features);
    }

    private static <T> Consumer<ConsumerRecord<byte[], byte[]>> decoded(EventCodec<T> codec, Consumer<T> action) {
        return record -> {
            if (record.value() == null) {
                // A tombstone: what it removes came before it, or was compacted away.
                return;
            }
            try {
                action.accept(codec.decode(record.value()));
            } catch (UndecodableRecordException e) {
                LOG.debug(
                        "left out: topic={} partition={} offset={}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e);
            }
        };
    }
}
