package dev.weft.events;

import dev.weft.core.Feedback;
import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import dev.weft.schemas.FeedbackLabel;
import java.util.Optional;

final class FeedbackMapping implements AvroMapping<Feedback, dev.weft.schemas.Feedback> {

    @Override
    public Class<dev.weft.schemas.Feedback> recordClass() {
        return dev.weft.schemas.Feedback.class;
    }

    @Override
    public dev.weft.schemas.Feedback toAvro(Feedback feedback) {
        Feedback.Query query = feedback.query();
        return new dev.weft.schemas.Feedback(
                feedback.media().tenant().value(),
                feedback.queryId(),
                FeedbackLabel.valueOf(feedback.label().name()),
                query instanceof Feedback.Query.Text(String text) ? text : null,
                query instanceof Feedback.Query.Item(MediaKey key) ? key.id().value() : null,
                feedback.media().id().value(),
                feedback.release().map(ReleaseId::toString).orElse(null),
                feedback.source(),
                feedback.occurredAt());
    }

    @Override
    public Feedback fromAvro(dev.weft.schemas.Feedback avro) {
        return new Feedback(
                avro.getQueryId(),
                Feedback.Label.valueOf(avro.getLabel().name()),
                query(avro),
                MediaKey.of(avro.getTenant(), avro.getMediaId()),
                Optional.ofNullable(avro.getRelease()).map(ReleaseId::parse),
                avro.getSource(),
                avro.getOccurredAt());
    }

    private static Feedback.Query query(dev.weft.schemas.Feedback avro) {
        String text = avro.getQueryText();
        String media = avro.getQueryMedia();
        if (text != null && media == null) {
            return new Feedback.Query.Text(text);
        }
        if (media != null && text == null) {
            return new Feedback.Query.Item(MediaKey.of(avro.getTenant(), media));
        }
        throw new IllegalArgumentException(
                "feedback must have a queryText or a queryMedia, got " + (text == null ? "neither" : "both"));
    }
}
