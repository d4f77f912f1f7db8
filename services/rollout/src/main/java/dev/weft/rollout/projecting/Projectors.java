package dev.weft.rollout.projecting;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.BatchConsumerSettings;
import dev.weft.events.CommitMode;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.rollout.features.FeatureTable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The projectors of this instance: one for each indexed release, as long as there is more than one to keep in step. The live release has one too:
 * around a switch the embedder writes vectors of the other for a moment. Thread-safe.
 */
public final class Projectors implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Projectors.class);

    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MAX_DELAY = Duration.ofMillis(5);
    private static final long MAX_BATCH_BYTES = 16L << 20;
    private static final int BATCHES_IN_FLIGHT = 3;

    private final ProjectorSettings settings;
    private final EventCodecs codecs;
    private final ReleaseProjections projections;
    private final ProjectionMetrics metrics;
    private final Map<ReleaseId, Projector> running =
            new ConcurrentSkipListMap<>(Comparator.comparing(ReleaseId::space).thenComparingInt(ReleaseId::number));
    private volatile @Nullable FeatureTable table;
    private @Nullable DeadLetterRecords deadLetters;
    private volatile Optional<String> problem = Optional.empty();

    public Projectors(
            ProjectorSettings settings, EventCodecs codecs, ReleaseProjections projections, MeterRegistry registry) {
        this.settings = settings;
        this.codecs = codecs;
        this.projections = projections;
        this.metrics = new ProjectionMetrics(registry);
        Gauge.builder("rollout.projector.lag", this, Projectors::lag)
                .description("Records of this instance's partitions that are not projected yet, over all releases")
                .baseUnit("records")
                .register(registry);
    }

    /** Starts and stops projectors, so that there is one for each release that needs it. What fails is tried again with the next call. */
    public synchronized void follow(List<Release> releases) throws InterruptedException {
        Map<ReleaseId, Release> wanted =
                wanted(releases).stream().collect(Collectors.toMap(Release::id, release -> release));
        for (ReleaseId id : Set.copyOf(running.keySet())) {
            if (!wanted.containsKey(id)) {
                Optional.ofNullable(running.remove(id)).ifPresent(Projector::close);
            }
        }
        problem = Optional.empty();
        for (Release release : wanted.values()) {
            if (!running.containsKey(release.id())) {
                try {
                    running.put(release.id(), start(release));
                } catch (UnusableReleaseException | IOException | TimeoutException | RuntimeException e) {
                    LOG.warn("a projector can't be started: release={} reason={}", release.id(), e.getMessage());
                    problem = Optional.of("the projector of " + release.id() + " can't be started: " + e.getMessage());
                }
            }
        }
    }

    private static List<Release> wanted(List<Release> releases) {
        long everIndexed = releases.stream()
                .filter(release -> switch (release.state()) {
                    case CANDIDATE, REJECTED, APPROVED -> false;
                    case BACKFILLING, SHADOW, LIVE, STANDBY, RETIRED, ROLLED_BACK -> true;
                })
                .count();
        return everIndexed < 2
                ? List.of()
                : releases.stream().filter(release -> release.state().indexed()).toList();
    }

    private Projector start(Release release)
            throws UnusableReleaseException, IOException, TimeoutException, InterruptedException {
        FeatureTable features = features();
        // What was deleted before this release's collection was made is known to the table from here on, and not made
        // again.
        features.awaitEnd(KAFKA_TIMEOUT);
        DeadLetterRecords letters = deadLetters();
        Projection projection = projections.open(release);
        ReleaseId id = release.id();
        Projector projector = new Projector(
                id,
                settings.kafka(),
                reading(id),
                projection,
                new ProjectionStep(id, codecs.embeddings(), new FeatureLookup(features, release), projection),
                new ProjectionRecords(id, codecs.embeddings(), letters),
                new ProjectionWriter(settings.kafka(), settings.transactionalIdOf(id), settings.transactionTimeout()),
                metrics);
        projector.start();
        return projector;
    }

    private BatchConsumerSettings reading(ReleaseId release) {
        return new BatchConsumerSettings(
                settings.groupOf(release),
                settings.kafka().topics().embeddings(),
                settings.maxBatchRecords(),
                MAX_DELAY,
                BATCHES_IN_FLIGHT * settings.maxBatchRecords(),
                CommitMode.BY_HANDLER,
                true,
                MAX_BATCH_BYTES,
                BATCHES_IN_FLIGHT * MAX_BATCH_BYTES,
                Duration.ZERO);
    }

    /** The table of features, which is opened when first needed: an installation with one release never pays for it. */
    public synchronized FeatureTable features() {
        FeatureTable opened = table;
        if (opened == null) {
            opened = FeatureTable.open(settings.kafka(), codecs, settings.features());
            table = opened;
        }
        return opened;
    }

    private DeadLetterRecords deadLetters() {
        DeadLetterRecords opened = deadLetters;
        if (opened == null) {
            opened = DeadLetterRecords.open(settings.kafka(), codecs, KAFKA_TIMEOUT);
            deadLetters = opened;
        }
        return opened;
    }

    /** Why some release may not be kept in step now. */
    public Optional<String> problem() {
        List<Optional<String>> all = new ArrayList<>();
        all.add(problem);
        all.add(Optional.ofNullable(table).flatMap(FeatureTable::problem));
        running.values().forEach(projector -> all.add(projector.problem()));
        return all.stream().flatMap(Optional::stream).findFirst();
    }

    private long lag() {
        return running.values().stream().mapToLong(Projector::lag).sum();
    }

    @Override
    public synchronized void close() {
        running.values().forEach(Projector::close);
        running.clear();
        FeatureTable opened = table;
        if (opened != null) {
            opened.close();
            table = null;
        }
    }
}
