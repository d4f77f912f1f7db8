package dev.weft.gateway.table;

import dev.weft.core.MediaEvent;
import dev.weft.core.MediaId;
import dev.weft.core.MediaKey;
import dev.weft.core.MediaStatus.State;
import dev.weft.gateway.intake.Content;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a write means and sends it. Futures complete once the broker has acknowledged, on the producer's thread, or exceptionally
 * with a {@link ProblemException}. Writes of one item are sent in the order of their versions. Safe for use by several threads.
 */
public final class MediaWriter {

    /** More than this are only open when the table does not follow: then memory is worth more than another upload. */
    private static final int MAX_PENDING = 100_000;

    private final MediaTable table;
    private final Producer<String, byte[]> producer;
    private final String topic;
    private final Clock clock;

    public MediaWriter(MediaTable table, Producer<String, byte[]> producer, String topic, Clock clock) {
        this.table = table;
        this.producer = producer;
        this.topic = topic;
        this.clock = clock;
    }

    /** Writes a new item; fails with {@code already_exists} if there is one that isn't deleted. */
    public CompletionStage<Written> create(MediaId id, Content content, Optional<String> importId) {
        MediaKey key = new MediaKey(table.tenant(), id);
        return table.locked(key, known -> {
            if (known.flatMap(Known::item).isPresent()) {
                // Whether it really exists is only sure when the write it rests on is.
                return settled(key)
                        .thenCompose(_ -> CompletableFuture.failedFuture(new ProblemException(
                                Reason.ALREADY_EXISTS, "there is an item " + id + " already; replace it with PUT")));
            }
            return store(key, content, known, importId);
        });
    }

    /** Writes the item whether or not there is one; {@code UNCHANGED} if nothing differs, unless the version there has failed. */
    public CompletionStage<Written> put(MediaId id, Content content, Optional<String> importId) {
        MediaKey key = new MediaKey(table.tenant(), id);
        return table.locked(key, known -> {
            boolean same = known.flatMap(Known::item).filter(content::sameAs).isPresent();
            if (same && known.orElseThrow().state() != State.FAILED) {
                return settled(key).thenApply(_ -> new Written(known.orElseThrow(), Written.Change.UNCHANGED));
            }
            return store(key, content, known, importId);
        });
    }

    /** Removes the item; fails with {@code unknown_id} if there is none. */
    public CompletionStage<Written> delete(MediaId id) {
        MediaKey key = new MediaKey(table.tenant(), id);
        return table.locked(key, known -> {
            if (known.flatMap(Known::item).isEmpty()) {
                return settled(key)
                        .thenCompose(_ -> CompletableFuture.failedFuture(
                                new ProblemException(Reason.UNKNOWN_ID, "there is no item " + id)));
            }
            Instant now = now();
            return send(key, new MediaEvent.Deleted(key, nextVersion(known, now), now), known);
        });
    }

    private CompletionStage<Written> store(
            MediaKey key, Content content, Optional<Known> known, Optional<String> importId) {
        Instant now = now();
        MediaEvent.Kind kind =
                known.flatMap(Known::item).isPresent() ? MediaEvent.Kind.UPDATED : MediaEvent.Kind.UPLOADED;
        return send(key, new MediaEvent.Stored(content.item(key, nextVersion(known, now)), kind, now, importId), known);
    }

    private CompletionStage<Written> send(MediaKey key, MediaEvent event, Optional<Known> known) {
        if (table.pendingWrites() >= MAX_PENDING) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the gateway's table does not follow the topic");
        }
        OwnWrite write = new OwnWrite(event, new CompletableFuture<>());
        byte[] value = table.encode(event);
        table.show(key, write);
        try {
            var _ = producer.send(
                    new ProducerRecord<>(topic, key.toString(), value),
                    (metadata, failure) -> settle(key, write, failure));
        } catch (KafkaException | IllegalStateException e) {
            settle(key, write, e);
        }
        Known written = new Known(event, known.flatMap(Known::status));
        return write.acknowledged().thenApply(_ -> new Written(written, Written.Change.ACCEPTED));
    }

    private void settle(MediaKey key, OwnWrite write, @Nullable Exception failure) {
        if (failure == null) {
            write.acknowledged().complete(null);
            return;
        }
        // Not on the producer's thread: it may be what the holder of the key's lock is waiting for.
        Thread.startVirtualThread(() -> {
            table.withdraw(key, write);
            write.acknowledged()
                    .completeExceptionally(new ProblemException(
                            StandardReason.UNAVAILABLE,
                            "Kafka did not acknowledge in time; whether it has the event is not known",
                            failure));
        });
    }

    private CompletableFuture<Void> settled(MediaKey key) {
        return table.pending(key).map(OwnWrite::acknowledged).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A hybrid clock: as good as the wall clock across gateways, and never back for one item, whatever the wall clock does. */
    private static long nextVersion(Optional<Known> known, Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        return Math.max(known.map(Known::version).orElse(0L) + 1, micros);
    }
}
