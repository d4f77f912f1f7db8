package dev.weft.trainer.catalog;

import dev.weft.core.Feature;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.events.ByteConsumer;
import dev.weft.events.EventCodec;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.UndecodableRecordException;
import dev.weft.learning.FeatureRows;
import dev.weft.trainer.catalog.ItemTable.Pairable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * Items whose features are those of these towers and of the items' newest version.
     *
     * @param towers the id of each modality's tower
     * @return empty if there is no item with both sides yet
     */
    public Optional<Catalog> read(Map<Modality, String> towers) {
        ItemTable table = new ItemTable(modality, categoryAttribute);
        Map<PartKey, Feature> features = new HashMap<>();
        try (ByteConsumer consumer = ByteConsumer.open(kafka, IsolationLevel.READ_COMMITTED)) {
            consumer.readAll(kafka.topics().media(), decoded(codecs.media(), table::add));
            consumer.readAll(kafka.topics().features(), decoded(codecs.features(), feature -> {
                if (feature.towerId().equals(towers.get(feature.modality()))) {
                    // A tower's features may lie under two keys: as the embedder's, and beside those of another.
                    features.merge(
                            feature.key(),
                            feature,
                            (one, other) -> one.mediaVersion() > other.mediaVersion() ? one : other);
                }
            }));
        }
        return catalog(table, features);
    }

    private static Optional<Catalog> catalog(ItemTable table, Map<PartKey, Feature> features) {
        List<CatalogEntry> entries = new ArrayList<>();
        List<float[]> media = new ArrayList<>();
        List<float[]> texts = new ArrayList<>();
        List<Map.Entry<MediaKey, Pairable>> items = table.items().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .toList();
        for (Map.Entry<MediaKey, Pairable> entry : items) {
            Pairable item = entry.getValue();
            Feature picture = features.get(item.media());
            Feature caption = features.get(item.text());
            if (picture != null && caption != null && isOf(picture, item) && isOf(caption, item)) {
                entries.add(new CatalogEntry(
                        entry.getKey(),
                        item.family(),
                        item.category(),
                        item.caption(),
                        item.createdAt(),
                        item.media(),
                        media.size(),
                        item.text(),
                        texts.size()));
                media.add(picture.vector().toArray());
                texts.add(caption.vector().toArray());
            }
        }
        LOG.info("read the catalog: items={} with-features={}", items.size(), entries.size());
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Catalog(entries, rows(media), rows(texts)));
    }

    private static boolean isOf(Feature feature, Pairable item) {
        return feature.mediaVersion() == item.version();
    }

    private static FeatureRows rows(List<float[]> vectors) {
        return FeatureRows.of(vectors.toArray(float[][]::new));
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
