package dev.weft.rollout.projecting;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.ProjectionKey;
import dev.weft.core.Refusal;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodec;
import dev.weft.events.releases.Projections;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Which record is written for an outcome. Safe for use by several threads. */
final class ProjectionRecords {

    /** Below the broker's default limit of 1,048,588 bytes by what keys and framing take. */
    private static final int MAX_VALUE_BYTES = 1_000_000;

    private final ReleaseId release;
    private final EventCodec<MediaEmbedded> codec;
    private final Projections projections;
    private final DeadLetterRecords deadLetters;

    ProjectionRecords(ReleaseId release, EventCodec<MediaEmbedded> codec, DeadLetterRecords deadLetters) {
        this.release = release;
        this.codec = codec;
        this.projections = new Projections(codec);
        this.deadLetters = deadLetters;
    }

    List<ProducerRecord<String, byte[]>> of(List<Projected> outcomes) {
        return outcomes.stream().map(this::of).flatMap(Optional::stream).toList();
    }

    private Optional<ProducerRecord<String, byte[]>> of(Projected outcome) {
        return switch (outcome) {
            case Projected.Done done -> Optional.of(vectors(done));
            case Projected.Deleted deleted -> Optional.of(deletion(deleted.source()));
            case Projected.Refused refused ->
                Optional.of(deadLetters.of(refused.source().record(), refused.refusal(), release));
            case Projected.Skipped _ -> Optional.empty();
        };
    }

    /** A record that the broker refuses would make its whole transaction fail, for ever. */
    private ProducerRecord<String, byte[]> vectors(Projected.Done done) {
        ProducerRecord<String, byte[]> record = projections.record(
                done.source().record(), done.source().vectors().release(), done.vectors());
        if (record.value().length <= MAX_VALUE_BYTES) {
            return record;
        }
        Refusal tooLarge = new Refusal(
                Stage.EMBED,
                Reasons.TOO_LARGE,
                new IllegalArgumentException("a record on " + record.topic() + " has at most " + MAX_VALUE_BYTES
                        + " bytes, got " + record.value().length));
        return deadLetters.of(done.source().record(), tooLarge, release);
    }

    /**
     * The deletion again, behind the item's projected vectors: a collection that is younger than the deletion has not heard of it, and would keep
     * the older version that the log may still have.
     */
    private ProducerRecord<String, byte[]> deletion(Source.Deletion source) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                source.record().topic(),
                source.record().partition(),
                new ProjectionKey(source.deleted().key(), release).toString(),
                codec.encode(source.deleted()));
        record.headers().add(Projections.FROM_HEADER, release.toString().getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
