package dev.weft.rollout.steps;

import dev.weft.core.Release;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.rollout.steps.StepObserver.Point;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is left of a release that is over: its projected records, its collection, its consumer group. For one thread. */
final class CleaningUp {

    private static final Logger LOG = LoggerFactory.getLogger(CleaningUp.class);

    private final Workplace workplace;
    private final Ledger ledger;
    private final StepObserver observer;

    CleaningUp(Workplace workplace, Ledger ledger, StepObserver observer) {
        this.workplace = workplace;
        this.ledger = ledger;
        this.observer = observer;
    }

    void clean(Release release) throws ReleaseConflictException, TimeoutException, InterruptedException {
        long records = workplace.topic().clear(release.id());
        observer.reached(Point.RECORDS_CLEARED, release.id());
        workplace.store().dropCollection(release.id().collection());
        observer.reached(Point.COLLECTION_DROPPED, release.id());
        try {
            workplace.topic().forgetGroup(release.id());
        } catch (KafkaException e) {
            // Another instance's projector is about to leave it. An empty group expires by itself.
            LOG.info("a consumer group is left to expire: release={} reason={}", release.id(), e.getMessage());
        }
        LOG.info("a release is removed: release={} records={}", release.id(), records);
        ledger.judge(release, Map.of(Plan.CLEARED, 1.0), Point.CLEARING_RECORDED);
    }
}
