package dev.weft.events.releases;

import dev.weft.core.Release;
import dev.weft.events.EventCodec;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Writes one record at a time under a transactional id that all writers share: who begins fences whoever has begun before (KIP-98), so that
 * between a writer's look at the log and its commit nobody else has committed.
 */
final class ReleaseWriter {

    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final EventCodec<Release> codec;

    ReleaseWriter(KafkaSettings settings, EventCodec<Release> codec) {
        this.settings = settings;
        this.codec = codec;
    }

    /** Looks at the log once nobody else can write, and says no by throwing. */
    interface Check {
        void run() throws ReleaseConflictException, TimeoutException, InterruptedException;
    }

    void write(Release release, Check check) throws ReleaseConflictException, TimeoutException, InterruptedException {
        String id = settings.topicPrefix() + "releases-writer";
        try (Producer<String, byte[]> producer = Producers.transactional(settings, id, TRANSACTION_TIMEOUT)) {
            producer.initTransactions();
            check.run();
            producer.beginTransaction();
            // A failed one makes the commit throw.
            Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(
                    settings.topics().releases(), release.id().toString(), codec.encode(release)));
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
