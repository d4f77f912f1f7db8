package dev.weft.rollout.projecting;

import dev.weft.core.Feature;
import dev.weft.core.FeatureKey;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.ProjectionKey;
import dev.weft.core.Refusal;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodec;
import dev.weft.events.EventCodecs;
import dev.weft.events.Topics;
import dev.weft.events.releases.Projections;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Which record is written for an outcome. Safe for use by several threads. */
final class ProjectionRecords {

    /** Below the broker's default limit of 1,048,588 bytes by what keys and framing take. */
    private static final int MAX_VALUE_BYTES = 1_000_000;

    private final ReleaseId release;
    private final EventCodec<MediaEmbedded> codec;
    private final EventCodec<Feature> features;
    private final String featuresTopic;
    private final Projections projections;
    private final DeadLetterRecords deadLetters;

    ProjectionRecords(ReleaseId release, EventCodecs codecs, Topics topics, DeadLetterRecords deadLetters) {
        this.release = release;
        this.codec = codecs.embeddings();
        this.features = codecs.features();
        this.featuresTopic = topics.features();
        this.projections = new Projections(codec);
        this.deadLetters = deadLetters;
    }

    List<ProducerRecord<String, byte[]>> of(List<Projected> outcomes) {
        return outcomes.stream().map(this::of).flatMap(List::stream).toList();
    }

    private List<ProducerRecord<String, byte[]>> of(Projected outcome) {
        return switch (outcome) {
            case Projected.Done done -> vectors(done);
            case Projected.Deleted deleted -> deletion(deleted);
            case Projected.Refused refused ->
                List.of(deadLetters.of(refused.source().record(), refused.refusal(), release));
            case Projected.Skipped _ -> List.of();
        };
    }

    /** A record that the broker refuses would make its whole transaction fail, for ever. */
    private List<ProducerRecord<String, byte[]>> vectors(Projected.Done done) {
        ProducerRecord<String, byte[]> record = projections.record(
                done.source().record(), done.source().vectors().release(), done.vectors());
        if (record.value().length <= MAX_VALUE_BYTES) {
            List<ProducerRecord<String, byte[]>> all = new ArrayList<>();
            for (Feature feature : done.made()) {
                all.add(new ProducerRecord<>(
                        featuresTopic,
                        new FeatureKey(feature.key(), feature.towerId()).toString(),
                        features.encode(feature)));
            }
            all.add(record);
            return all;
        }
        Refusal tooLarge = new Refusal(
                Stage.EMBED,
                Reasons.TOO_LARGE,
                new IllegalArgumentException("a record on " + record.topic() + " has at most " + MAX_VALUE_BYTES
                        + " bytes, got " + record.value().length));
        return List.of(deadLetters.of(done.source().record(), tooLarge, release));
    }

    /**
     * The deletion again, behind the item's projected vectors: a collection that is younger than the deletion has not heard of it, and would keep
     * the older version that the log may still have.
     */
    private List<ProducerRecord<String, byte[]>> deletion(Projected.Deleted deletion) {
        Source.Deletion source = deletion.source();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                source.record().topic(),
                source.record().partition(),
                new ProjectionKey(source.deleted().key(), release).toString(),
                codec.encode(source.deleted()));
        record.headers().add(Projections.FROM_HEADER, release.toString().getBytes(StandardCharsets.UTF_8));
        List<ProducerRecord<String, byte[]>> all = new ArrayList<>();
        deletion.features().forEach(key -> all.add(new ProducerRecord<>(featuresTopic, key.toString(), null)));
        all.add(record);
        return all;
    }
}
