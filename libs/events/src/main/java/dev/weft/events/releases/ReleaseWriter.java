package dev.weft.events.releases;

import dev.weft.core.Release;
import dev.weft.events.EventCodec;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.leadership.Leadership;
import dev.weft.events.leadership.Mandate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one record at a time under a transactional id that all writers share: who begins fences whoever has begun before (KIP-98), so that
 * between a writer's look at the log and its commit nobody else has committed. A leader's record is in one transaction with its mandate, which the broker
 * refuses to whoever has lost the lead.
 */
final class ReleaseWriter {

    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final EventCodec<Release> codec;
    private final @Nullable Leadership leadership;

    /** @param leadership without which nothing is written; null where anybody may write */
    ReleaseWriter(KafkaSettings settings, EventCodec<Release> codec, @Nullable Leadership leadership) {
        this.settings = settings;
        this.codec = codec;
        this.leadership = leadership;
    }

    /** Looks at the log once nobody else can write, and says no by throwing. */
    interface Check {
        void run() throws ReleaseConflictException, TimeoutException, InterruptedException;
    }

    void write(Release release, Check check) throws ReleaseConflictException, TimeoutException, InterruptedException {
        if (leadership == null) {
            commit(release, check, _ -> {});
            return;
        }
        Optional<Mandate> mandate = leadership.mandate();
        @Nullable Exception refusal = null;
        while (mandate.isPresent()) {
            Mandate shown = mandate.get();
            try {
                commit(release, check, shown::bind);
                return;
            } catch (CommitFailedException | FencedInstanceIdException e) {
                refusal = e;
                mandate = leadership.mandateAfter(shown);
            }
        }
        String message = "revision " + release.revision() + " of " + release.id()
                + " can't be written: this instance doesn't lead any more";
        throw refusal == null ? new NotLeadingException(message) : new NotLeadingException(message, refusal);
    }

    /** @param bind ties the open transaction to what else must hold */
    private void commit(Release release, Check check, Consumer<Producer<?, ?>> bind)
            throws ReleaseConflictException, TimeoutException, InterruptedException {
        String id = settings.topicPrefix() + "releases-writer";
        try (Producer<String, byte[]> producer = Producers.transactional(settings, id, TRANSACTION_TIMEOUT)) {
            producer.initTransactions();
            check.run();
            producer.beginTransaction();
            // A failed one makes the commit throw.
            Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(
                    settings.topics().releases(), release.id().toString(), codec.encode(release)));
            bind.accept(producer);
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new ReleaseConflictException(
                    "somebody else wrote to the releases at the same time as " + release.id(), e);
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            TimeoutException late = new TimeoutException(
                    "the broker did not confirm revision " + release.revision() + " of " + release.id());
            late.initCause(e);
            throw late;
        }
    }
}
