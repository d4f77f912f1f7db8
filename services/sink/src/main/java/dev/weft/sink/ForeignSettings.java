package dev.weft.sink;

import com.fasterxml.jackson.core.JsonPointer;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.TenantId;
import dev.weft.events.AvroTrees;
import dev.weft.events.KafkaSettings;
import dev.weft.sink.source.AvroValues;
import dev.weft.sink.source.FieldMapping;
import dev.weft.sink.source.JsonValues;
import dev.weft.sink.source.ValueFormat;
import dev.weft.sink.source.VersionFrom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A topic that somebody else writes, and what its records mean. */
record ForeignSettings(String topic, ValueFormat format, FieldMapping mapping) {

    private static final String PREFIX = "weft.sink.foreign.";

    /** @throws IllegalArgumentException if a value is missing or wrong, with the key */
    static ForeignSettings read(SinkConfig.Foreign own, ReleaseId release, String tenant, KafkaSettings kafka) {
        String topic = own.topic()
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        PREFIX + "topic must be set when weft.sink.source is foreign, got nothing"));
        FieldMapping mapping = new FieldMapping(
                own.key().map(path -> pointer("key", path)),
                own.tenant().map(path -> pointer("tenant", path)),
                new TenantId(tenant),
                pointer("vector", own.vector()),
                own.vectorBytes(),
                VersionFrom.parse(PREFIX + "version", own.version()),
                own.attributesObject().map(path -> pointer("attributes-object", path)),
                FieldMapping.pointers(PREFIX + "attributes", own.attributes()),
                own.deleted().map(path -> pointer("deleted", path)),
                Modality.fromWireName(own.modality()),
                own.part(),
                release);
        return new ForeignSettings(topic, format(own, kafka), mapping);
    }

    private static JsonPointer pointer(String key, String path) {
        return FieldMapping.pointer(PREFIX + key, path);
    }

    private static ValueFormat format(SinkConfig.Foreign own, KafkaSettings kafka) {
        return switch (own.format()) {
            case JSON -> new JsonValues();
            case AVRO -> new AvroValues(own.schemas().isEmpty() ? fromRegistry(kafka) : AvroTrees.of(texts(own)));
        };
    }

    private static AvroTrees fromRegistry(KafkaSettings kafka) {
        return AvroTrees.ofRegistry(kafka.schemaRegistry()
                .orElseThrow(() -> new IllegalArgumentException("Avro needs weft.schema-registry.url, or " + PREFIX
                        + "schemas.<id> with a file, got neither")));
    }

    private static Map<Integer, String> texts(SinkConfig.Foreign own) {
        Map<Integer, String> texts = new HashMap<>();
        own.schemas().forEach((id, file) -> texts.put(id, text(id, file)));
        return texts;
    }

    private static String text(int id, String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    PREFIX + "schemas." + id + " must be a readable file, got '" + file + "'", e);
        }
    }
}
