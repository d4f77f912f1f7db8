package dev.weft.rollout.projecting;

import dev.weft.core.ReleaseId;
import dev.weft.events.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How projectors work.
 *
 * @param groupId what the consumer group of a release begins with; the instances of one rollout share the work
 * @param transactionalId what the transactional ids of this instance begin with: the same after its restart, and no other instance's
 * @param maxBatchRecords records that share a run of the heads and a transaction at most
 * @param features the folder of the table of features
 */
public record ProjectorSettings(
        KafkaSettings kafka,
        String groupId,
        String transactionalId,
        Duration transactionTimeout,
        int maxBatchRecords,
        Path features) {

    /** The consumer group of a release's projectors. */
    public String groupOf(ReleaseId release) {
        return groupId + "-" + release.space() + "-" + release.number();
    }

    String transactionalIdOf(ReleaseId release) {
        return transactionalId + "-" + release.space() + "-" + release.number();
    }
}
