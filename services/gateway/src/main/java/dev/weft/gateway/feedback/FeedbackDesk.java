package dev.weft.gateway.feedback;

import dev.weft.core.Feedback;
import dev.weft.core.MediaKey;
import dev.weft.events.EventCodec;
import dev.weft.gateway.problem.Reason;
import dev.weft.gateway.table.Known;
import dev.weft.gateway.table.MediaTable;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Takes judgements, as many a minute as are believed to be people's, and writes them to their topic. The model learns from them: whoever could send
 * any number could teach it anything. Safe for use by several threads.
 */
public final class FeedbackDesk {

    private final MediaTable table;
    private final EventCodec<Feedback> codec;
    private final Producer<String, byte[]> producer;
    private final String topic;
    private final Bucket allowance;

    /** @param perMinute how many judgements the tenant may send; as many may come at once after a quiet minute */
    public FeedbackDesk(
            MediaTable table,
            EventCodec<Feedback> codec,
            Producer<String, byte[]> producer,
            String topic,
            int perMinute) {
        this.table = table;
        this.codec = codec;
        this.producer = producer;
        this.topic = topic;
        this.allowance = Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    /**
     * Completes once the broker has acknowledged, on the producer's thread, or exceptionally with a {@link ProblemException}.
     *
     * @throws ProblemException {@code unknown_id} if one of the items isn't there, {@code too_many_requests} above the limit
     */
    public CompletionStage<Feedback> take(Feedback feedback) {
        if (!allowance.tryConsume(1)) {
            throw new ProblemException(
                    Reason.TOO_MANY_REQUESTS,
                    "more feedback than this tenant may send in a minute (weft.gateway.feedback-per-minute)");
        }
        require(feedback.media());
        if (feedback.query() instanceof Feedback.Query.Item(MediaKey like)) {
            require(like);
        }
        CompletableFuture<Feedback> taken = new CompletableFuture<>();
        try {
            var _ = producer.send(
                    new ProducerRecord<>(topic, feedback.recordKey(), codec.encode(feedback)), (metadata, failure) -> {
                        if (failure == null) {
                            taken.complete(feedback);
                        } else {
                            taken.completeExceptionally(unavailable(failure));
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            taken.completeExceptionally(unavailable(e));
        }
        return taken;
    }

    private void require(MediaKey key) {
        if (table.find(key).flatMap(Known::item).isEmpty()) {
            throw new ProblemException(Reason.UNKNOWN_ID, "there is no item " + key.id());
        }
    }

    private static ProblemException unavailable(Exception cause) {
        return new ProblemException(
                StandardReason.UNAVAILABLE,
                "Kafka did not acknowledge the feedback in time; sending it again does no harm",
                cause);
    }
}
