package dev.weft.standalone;

import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.PartKey;
import dev.weft.core.ReleaseId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.UndecodableRecordException;
import dev.weft.events.releases.Projections;
import dev.weft.inference.ReleaseHeads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Does by hand, once, what a rollout does all the time: makes another release's vectors of the features that are there. */
final class Projector {

    private final KafkaSettings kafka = kafka();
    private final EventCodecs codecs = EventCodecs.open(kafka);
    private final ReleaseHeads heads;
    private final ReleaseId release;

    Projector(ReleaseHeads heads, ReleaseId release) {
        this.heads = heads;
        this.release = release;
    }

    static KafkaSettings kafka() {
        return KafkaSettings.at(ConfigProvider.getConfig().getValue("weft.kafka.bootstrap-servers", String.class));
    }

    void project(ReleaseId from) throws UndecodableRecordException {
        Map<PartKey, Embedding> features = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read(kafka.topics().features())) {
            if (record.value() != null) {
                Feature feature = codecs.features().decode(record.value());
                features.put(feature.key(), feature.vector());
            }
        }
        Projections projections = new Projections(codecs.embeddings());
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka, "projector")) {
            for (ConsumerRecord<byte[], byte[]> record : read(kafka.topics().embeddings())) {
                MediaEmbedded event = codecs.embeddings().decode(record.value());
                if (event instanceof MediaEmbedded.Vectors vectors
                        && vectors.release().equals(from)
                        && Projections.keyOf(record).isEmpty()) {
                    var _ = producer.send(projections.record(record, from, projected(vectors, features)));
                }
            }
            producer.flush();
        }
    }

    private MediaEmbedded.Vectors projected(MediaEmbedded.Vectors own, Map<PartKey, Embedding> features) {
        List<MediaEmbedded.PartVector> parts = own.parts().stream()
                .map(part -> new MediaEmbedded.PartVector(
                        part.part(),
                        part.modality(),
                        part.contentHash(),
                        heads.project(
                                        part.modality(),
                                        List.of(Objects.requireNonNull(
                                                features.get(new PartKey(own.key(), part.part())))))
                                .getFirst()))
                .toList();
        return new MediaEmbedded.Vectors(
                own.key(),
                own.mediaVersion(),
                release,
                own.family(),
                own.attributes(),
                parts,
                own.occurredAt(),
                own.importId());
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> properties = kafka.clientProperties("projector");
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .collect(Collectors.toSet());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            }
        }
        return read;
    }
}
