package dev.weft.gateway.http;

import dev.weft.core.Feedback;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A judgement that was written down. */
@Schema(name = "FeedbackTaken")
public record FeedbackView(String queryId, String label, String mediaId, Instant occurredAt) {

    static FeedbackView of(Feedback feedback) {
        return new FeedbackView(
                feedback.queryId(),
                feedback.label().name().toLowerCase(Locale.ROOT),
                feedback.media().id().value(),
                feedback.occurredAt());
    }
}
