package dev.weft.trainer.round;

import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.MediaItem;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.core.Refusal;
import dev.weft.core.Release;
import dev.weft.core.Shown;
import dev.weft.core.running.Backoff;
import dev.weft.reinference.Reinference;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the features of a release's towers that the log lacks, a few items at a time, and keeps them in memory. For one thread. */
final class MissingFeatures {

    private static final Logger LOG = LoggerFactory.getLogger(MissingFeatures.class);

    private static final int AT_ONCE = 16;

    /** As the rollout gives a backfill up that gets no further. */
    private static final Duration STALL = Duration.ofMinutes(10);

    /** The object store may be away for about a minute without losing what was made. */
    private static final int ATTEMPTS = 12;

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

    private static final int SHOWN_REFUSALS = 10;

    private final Release release;
    private final Reinference towers;
    private final ItemsListener listener;
    private final Duration stall;
    private final List<Feature> features = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    MissingFeatures(Release release, Reinference towers, ItemsListener listener) {
        this(release, towers, listener, STALL);
    }

    /** @param stall how long towers may make nothing */
    MissingFeatures(Release release, Reinference towers, ItemsListener listener, Duration stall) {
        this.release = release;
        this.stall = stall;
        this.towers = towers;
        this.listener = listener;
    }

    /** @param refusals why items will never have features of these towers, as sentences */
    record Made(List<Feature> features, List<String> refusals) {}

    /**
     * Runs the towers.
     *
     * @throws UnusableCandidateException if they make nothing for 10 minutes
     * @throws IOException if the object store can't be read for about a minute
     */
    Made make(List<MediaItem> items) throws IOException, InterruptedException {
        for (int from = 0; from < items.size(); from += AT_ONCE) {
            listener.made(from, items.size());
            List<MediaItem> some = items.subList(from, Math.min(items.size(), from + AT_ONCE));
            List<Reinference.Made> made = persistently(some);
            for (int i = 0; i < some.size(); i++) {
                take(some.get(i), made.get(i));
            }
        }
        if (!items.isEmpty()) {
            LOG.info(
                    "towers have run on what is stored: release={} items={} refused={}",
                    release.id(),
                    items.size(),
                    refusals.size());
        }
        return new Made(features, refusals);
    }

    private List<Reinference.Made> persistently(List<MediaItem> some) throws IOException, InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return inTime(some);
            } catch (IOException e) {
                if (failures == ATTEMPTS) {
                    throw e;
                }
                LOG.warn(
                        "media can't be read now, it is tried again: reason={}",
                        Shown.of(String.valueOf(e.getMessage())));
                TimeUnit.MILLISECONDS.sleep(BACKOFF.after(failures).toMillis());
            }
        }
    }

    private List<Reinference.Made> inTime(List<MediaItem> some) throws IOException, InterruptedException {
        FutureTask<List<Reinference.Made>> run = new FutureTask<>(() -> towers.make(some));
        Thread.ofPlatform().daemon().name("weft-trainer-towers").start(run);
        try {
            return run.get(stall.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnusableCandidateException(
                    "the towers of " + release.id() + " have made nothing for " + stall, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw e.getCause() instanceof RuntimeException failed
                    ? failed
                    : new IllegalStateException("the towers could not be run", e.getCause());
        } finally {
            run.cancel(true);
        }
    }

    private void take(MediaItem item, Reinference.Made made) {
        switch (made) {
            case Reinference.Made.Parts parts ->
                parts.parts()
                        .forEach(part -> tower(part.modality())
                                .ifPresent(tower -> features.add(new Feature(
                                        new PartKey(item.key(), part.part()),
                                        tower,
                                        part.modality(),
                                        item.version(),
                                        asStored(part.feature())))));
            case Reinference.Made.Refused(Refusal refusal) -> {
                refusals.add(item.key() + ": " + refusal.message());
                if (refusals.size() <= SHOWN_REFUSALS) {
                    LOG.warn(
                            "towers can't embed an item: release={} item={} reason={} message={}",
                            release.id(),
                            item.key(),
                            refusal.reason(),
                            Shown.of(refusal.message()));
                }
            }
        }
    }

    private Optional<String> tower(Modality modality) {
        return Optional.ofNullable(release.contents().towers().get(modality));
    }

    /** As float16, as the log keeps it: a release is measured the same whether the log has its features or not. */
    private static Embedding asStored(Embedding feature) {
        float[] values = feature.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
        }
        return Embedding.wrap(values);
    }
}
