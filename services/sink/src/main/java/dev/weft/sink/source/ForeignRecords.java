package dev.weft.sink.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weft.core.Embedding;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.Sha256;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of a topic that somebody else writes, with vectors in them: each becomes an item with one part. */
public final class ForeignRecords implements EventSource {

    private final ValueFormat format;
    private final FieldMapping mapping;
    private final KeyField key;
    private final VectorField vector;
    private final AttributeFields attributes;

    public ForeignRecords(ValueFormat format, FieldMapping mapping) {
        this.format = format;
        this.mapping = mapping;
        this.key = new KeyField(mapping.key(), mapping.tenant(), mapping.constantTenant());
        this.vector = new VectorField(mapping.vector(), mapping.vectorBytes());
        this.attributes = new AttributeFields(mapping.attributesObject(), mapping.attributes());
    }

    @Override
    public MediaEmbedded read(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        JsonNode value = record.value() == null ? MissingNode.getInstance() : format.read(record.value());
        MediaKey item = key.read(record, value);
        long version = mapping.version().of(record, value);
        Instant occurredAt = Instant.ofEpochMilli(Math.max(0, record.timestamp()));
        try {
            return record.value() == null || isDeleted(value)
                    ? new MediaEmbedded.Deleted(item, version, occurredAt)
                    : vectors(item, version, occurredAt, value);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("invalid_version", e);
        }
    }

    private boolean isDeleted(JsonNode value) throws UnreadableRecordException {
        if (mapping.deleted().isEmpty()) {
            return false;
        }
        JsonPointer path = mapping.deleted().get();
        JsonNode node = value.at(path);
        if (node.isMissingNode() || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw new UnreadableRecordException(
                    "invalid_deletion", "there must be a truth value at " + path + ", got " + node.getNodeType());
        }
        return node.booleanValue();
    }

    private MediaEmbedded.Vectors vectors(MediaKey item, long version, Instant occurredAt, JsonNode value)
            throws UnreadableRecordException {
        Embedding embedding = vector.read(value);
        return new MediaEmbedded.Vectors(
                item,
                version,
                mapping.release(),
                // Items of a family are versions of one thing; of a foreign record nothing of the kind is known.
                item.id().value(),
                attributes.read(value),
                List.of(new MediaEmbedded.PartVector(mapping.part(), mapping.modality(), hash(embedding), embedding)),
                occurredAt,
                Optional.empty());
    }

    /** There is no content here but the vector itself. */
    private static Sha256 hash(Embedding embedding) {
        ByteBuffer bytes = ByteBuffer.allocate(embedding.dimension() * Float.BYTES);
        for (int i = 0; i < embedding.dimension(); i++) {
            bytes.putFloat(embedding.get(i));
        }
        return Sha256.of(bytes.array());
    }
}
