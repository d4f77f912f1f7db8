package dev.weft.trainer;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Refusal;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.events.BatchConsumer;
import dev.weft.events.BatchConsumerSettings;
import dev.weft.events.CommitMode;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.Producers;
import dev.weft.events.RecordBatch;
import dev.weft.events.UndecodableRecordException;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.trainer.pool.BatchRefusal;
import dev.weft.trainer.round.RoundRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the miner's batches: counts their pairs, which may make a round due, and makes dead letters of those that no round will ever learn from.
 * One trainer of a space does so, since each sees only part of the batches when several share them. Started and stopped by one thread; else thread-safe.
 */
final class Triggers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Triggers.class);
    private static final String GROUP = "weft-trainer";
    private static final Duration BROKER = Duration.ofSeconds(30);
    private static final int MAX_RECORDS = 50;
    private static final int MAX_IN_FLIGHT = 200;

    private final TrainerSettings settings;
    private final EventCodecs codecs;
    private final ReleaseLog releases;
    private final DeadLetterRecords letters;
    private final Producer<String, byte[]> producer;
    private final AtomicLong newPairs = new AtomicLong();
    private volatile Instant lastBegun = Instant.now();
    private volatile @Nullable BatchConsumer consumer;

    Triggers(TrainerSettings settings, EventCodecs codecs, ReleaseLog releases) {
        this.settings = settings;
        this.codecs = codecs;
        this.releases = releases;
        this.letters = DeadLetterRecords.open(settings.kafka(), codecs, BROKER);
        this.producer = Producers.idempotent(settings.kafka(), "weft-trainer");
    }

    /** Begins to follow the batches, with the count at 0 and the clock set anew. */
    void start() {
        begun();
        BatchConsumer opened = new BatchConsumer(
                settings.kafka(),
                new BatchConsumerSettings(
                        GROUP,
                        settings.kafka().topics().batches(),
                        MAX_RECORDS,
                        Duration.ofMillis(50),
                        MAX_IN_FLIGHT,
                        CommitMode.AFTER_HANDLED,
                        true),
                this::handle);
        opened.start();
        consumer = opened;
    }

    /** Leaves the batches to another trainer. Takes 15 s at most; may be started again. */
    void stop() {
        BatchConsumer open = consumer;
        if (open != null) {
            open.close();
            consumer = null;
        }
    }

    /** Why it can't follow them now; empty when it can, or is not to. */
    Optional<String> problem() {
        BatchConsumer open = consumer;
        return open == null ? Optional.empty() : open.problem();
    }

    /** A round that is to begin by itself now. */
    Optional<RoundRequest> due() {
        long pairs = newPairs.get();
        if (settings.afterPairs() > 0 && pairs >= settings.afterPairs()) {
            return Optional.of(new RoundRequest(pairs + " pairs were mined since the last round", GROUP));
        }
        return settings.every()
                .filter(wait -> Instant.now().isAfter(lastBegun.plus(wait)))
                .map(wait -> new RoundRequest("the last round began " + wait + " ago", GROUP));
    }

    void begun() {
        newPairs.set(0);
        lastBegun = Instant.now();
    }

    private CompletionStage<Void> handle(RecordBatch records) {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        Optional<Release> live = releases.live(settings.plan().space());
        ReleaseId release =
                live.map(Release::id).orElse(new ReleaseId(settings.plan().space(), 1));
        for (ConsumerRecord<byte[], byte[]> record : records.records()) {
            try {
                ContrastiveBatch batch = codecs.batches().decode(record.value());
                Optional<BatchRefusal> refusal =
                        live.flatMap(now -> settings.batches().refusalOf(batch, now.id(), now.parent(), Instant.now()));
                if (refusal.isEmpty()) {
                    newPairs.addAndGet(batch.pairs().size());
                } else {
                    BatchRefusal why = refusal.get();
                    sent.add(send(letters.of(
                            record,
                            new Refusal(Stage.READ, why.reason().word(), new IllegalArgumentException(why.message())),
                            release)));
                }
            } catch (UndecodableRecordException e) {
                sent.add(send(
                        letters.of(record, new Refusal(Stage.READ, e.reason().word(), e), release)));
            }
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> send(ProducerRecord<String, byte[]> letter) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        var _ = producer.send(letter, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                LOG.warn("a dead letter was not acknowledged, its batch comes again: reason={}", failure.getMessage());
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    @Override
    public void close() {
        stop();
        producer.close(Duration.ofSeconds(2));
    }
}
