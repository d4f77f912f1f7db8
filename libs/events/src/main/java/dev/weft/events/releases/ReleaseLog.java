package dev.weft.events.releases;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.EventCodec;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.leadership.Leadership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All releases as this process knows them: it reads the compacted topic from its beginning and goes on following it, on a thread of its own. Safe
 * for use by several threads.
 */
public final class ReleaseLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseLog.class);

    private final ReleaseTable table = new ReleaseTable();
    private final List<Consumer<Release>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final ReleaseReader reader;
    private final ReleaseWriter writer;

    private ReleaseLog(KafkaSettings settings, EventCodec<Release> codec, @Nullable Leadership leadership) {
        this.reader = new ReleaseReader(settings, codec, this::arrived);
        this.writer = new ReleaseWriter(settings, codec, leadership);
    }

    /** Starts to read, and returns at once; a broker that isn't there yet is waited for. The caller closes it. */
    public static ReleaseLog open(KafkaSettings settings, EventCodecs codecs) {
        return started(new ReleaseLog(settings, codecs.releases(), null));
    }

    /** The same for who writes only while it leads: {@link #append} throws a {@link NotLeadingException} when it doesn't. */
    public static ReleaseLog openForLeader(KafkaSettings settings, EventCodecs codecs, Leadership leadership) {
        return started(new ReleaseLog(settings, codecs.releases(), leadership));
    }

    private static ReleaseLog started(ReleaseLog log) {
        log.reader.start();
        return log;
    }

    /**
     * Returns when everything that was written before the call is known.
     *
     * @throws TimeoutException if it isn't in time, with the reason
     */
    public void awaitRead(Duration timeout) throws TimeoutException, InterruptedException {
        reader.awaitEnd(timeout);
    }

    public Optional<Release> find(ReleaseId id) {
        return table.find(id);
    }

    /** The releases of a space, by number. */
    public List<Release> ofSpace(String space) {
        return table.ofSpace(space);
    }

    /** The release that is to be live. Which one is, at this moment, the store's alias says. */
    public Optional<Release> live(String space) {
        return table.live(space);
    }

    /**
     * Tells each new revision from now on, on the reading thread: a listener must be quick. What it throws is logged.
     *
     * @return stops it
     */
    public Runnable onChange(Consumer<Release> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Why the log can't be followed now; empty when it can. */
    public Optional<String> trouble() {
        return reader.trouble();
    }

    /**
     * Writes the next revision of a release, or the first one of a new release. When it returns, this log knows it, and every other will. Blocks for
     * some round trips to the broker.
     *
     * @param next a revision that is one above the known one's
     * @throws ReleaseConflictException if somebody else has written this revision, or writes at this moment; a {@link NotLeadingException} where only
     *     the leader may write
     * @throws TimeoutException if the broker doesn't answer in time; it may have been written or not
     */
    public void append(Release next, Duration timeout)
            throws ReleaseConflictException, TimeoutException, InterruptedException {
        writing.lock();
        try {
            writer.write(next, () -> requireNext(next, timeout));
            // The broker says that a transaction is committed some moments before readers of committed records see its
            // end.
            long deadline = System.nanoTime() + timeout.toNanos();
            do {
                reader.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            } while (revision(next.id()) < next.revision());
        } finally {
            writing.unlock();
        }
    }

    private void requireNext(Release next, Duration timeout)
            throws ReleaseConflictException, TimeoutException, InterruptedException {
        reader.awaitEnd(timeout);
        int known = revision(next.id());
        if (next.revision() != known + 1) {
            throw new ReleaseConflictException("revision " + next.revision() + " of " + next.id()
                    + " can't be written: the log has revision " + known);
        }
    }

    private int revision(ReleaseId id) {
        return table.find(id).map(Release::revision).orElse(0);
    }

    private void arrived(Release release) {
        if (!table.put(release)) {
            return;
        }
        LOG.debug(
                "a release has changed: release={} state={} revision={}",
                release.id(),
                release.state(),
                release.revision());
        for (Consumer<Release> listener : listeners) {
            try {
                listener.accept(release);
            } catch (RuntimeException e) {
                LOG.error("a listener failed on a release: release={}", release.id(), e);
            }
        }
    }

    /** Stops reading. Idempotent. */
    @Override
    public void close() {
        reader.close();
    }
}
