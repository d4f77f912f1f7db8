package dev.weft.miner;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.releases.ReleaseLog;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * The release that is live by the log of releases: the configured one as long as the log knows none, and the last known one in the moments of a rollback in
 * which none is. Thread-safe.
 */
final class FollowedRelease implements LiveRelease {

    private static final Duration READ_WITHIN = Duration.ofSeconds(30);

    private final ReleaseLog log;
    private volatile ReleaseId last;

    private FollowedRelease(ReleaseLog log, ReleaseId first) {
        this.log = log;
        this.last = first;
    }

    /**
     * Reads the log to its end, so that nothing is mined against a release that was live once.
     *
     * @param first when the log has none that is live
     * @throws KafkaException if the log can't be read now
     */
    static FollowedRelease open(KafkaSettings kafka, EventCodecs codecs, ReleaseId first) {
        ReleaseLog log = ReleaseLog.open(kafka, codecs);
        try {
            log.awaitRead(READ_WITHIN);
            return new FollowedRelease(log, first);
        } catch (TimeoutException e) {
            log.close();
            throw new KafkaException("the log of releases can't be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            log.close();
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the log of releases was read", e);
        }
    }

    @Override
    public ReleaseId current() {
        log.live(last.space()).map(Release::id).ifPresent(live -> last = live);
        return last;
    }

    @Override
    public void close() {
        log.close();
    }
}
