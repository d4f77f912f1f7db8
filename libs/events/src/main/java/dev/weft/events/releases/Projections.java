package dev.weft.events.releases;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.ProjectionKey;
import dev.weft.core.ReleaseId;
import dev.weft.events.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How vectors of another release stand on the embeddings topic beside the embedder's (ADR 0018). Safe for use by several threads. */
public final class Projections {

    /** The header with the release of the record that the projected one was made from. */
    public static final String FROM_HEADER = "weft-projected-from";

    private final EventCodec<MediaEmbedded> codec;

    public Projections(EventCodec<MediaEmbedded> codec) {
        this.codec = codec;
    }

    /** The release and item of a projected record; empty for the embedder's own, and for those with no readable key. */
    public static Optional<ProjectionKey> keyOf(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null
                ? Optional.empty()
                : ProjectionKey.find(new String(record.key(), StandardCharsets.UTF_8));
    }

    /**
     * The record of projected vectors, for the partition that the item's own record lies in: so both keep their order.
     *
     * @param origin the item's own record
     * @param from the release of its vectors
     */
    public ProducerRecord<String, byte[]> record(
            ConsumerRecord<byte[], byte[]> origin, ReleaseId from, MediaEmbedded.Vectors projected) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                origin.topic(),
                origin.partition(),
                new ProjectionKey(projected.key(), projected.release()).toString(),
                codec.encode(projected));
        record.headers().add(FROM_HEADER, from.toString().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /**
     * Takes projected vectors off the compacted topic: of an item that is gone, or of a release that is not indexed any more. It says nothing to the
     * index, where deletions are events of the item.
     */
    public static ProducerRecord<String, byte[]> cleared(
            ConsumerRecord<byte[], byte[]> origin, MediaKey item, ReleaseId release) {
        return new ProducerRecord<>(
                origin.topic(), origin.partition(), new ProjectionKey(item, release).toString(), null);
    }
}
