package dev.weft.miner;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Neighbours;
import dev.weft.core.Refusal;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is written of a pool. */
final class Messages {

    private final Topics topics;
    private final EventCodecs codecs;
    private final DeadLetterRecords letters;
    private final ReleaseId release;
    private final MinerMetrics metrics;

    Messages(Topics topics, EventCodecs codecs, DeadLetterRecords letters, ReleaseId release, MinerMetrics metrics) {
        this.topics = topics;
        this.codecs = codecs;
        this.letters = letters;
        this.release = release;
        this.metrics = metrics;
    }

    List<ProducerRecord<String, byte[]>> of(
            Decoded decoded, PoolMiner.Outcome outcome, List<ContrastiveBatch> batches) {
        List<ProducerRecord<String, byte[]>> messages = new ArrayList<>();
        for (ContrastiveBatch batch : batches) {
            messages.add(new ProducerRecord<>(
                    topics.batches(), batch.id(), codecs.batches().encode(batch)));
        }
        for (Neighbours neighbours : outcome.audit()) {
            messages.add(new ProducerRecord<>(
                    topics.neighbours(),
                    neighbours.anchor(),
                    codecs.neighbours().encode(neighbours)));
        }
        decoded.refused().forEach(refused -> messages.add(letter(refused)));
        for (Anchor missing : outcome.missing()) {
            Decoded.Source source = Objects.requireNonNull(decoded.anchors().get(missing.id()));
            messages.add(letter(new Decoded.Refused(source.record(), notInTheIndex(missing))));
        }
        return messages;
    }

    private ProducerRecord<String, byte[]> letter(Decoded.Refused refused) {
        metrics.refused(refused.refusal());
        return letters.of(refused.record(), refused.refusal(), release);
    }

    private Refusal notInTheIndex(Anchor anchor) {
        return new Refusal(
                Stage.INDEX,
                "not_in_index",
                new IllegalStateException("collection " + release.collection() + " must hold version "
                        + anchor.mediaVersion() + " of " + anchor.item()
                        + " or a newer one; reconcile the index, and mine again"));
    }
}
