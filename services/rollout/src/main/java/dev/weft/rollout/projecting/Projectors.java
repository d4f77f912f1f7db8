package dev.weft.rollout.projecting;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.BatchConsumerSettings;
import dev.weft.events.CommitMode;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.rollout.features.FeatureTable;
import dev.weft.rollout.features.Tables;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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
    private static final int MAX_REINFERRED_RECORDS = 32;

    private final ProjectorSettings settings;
    private final EventCodecs codecs;
    private final ReleaseProjections projections;
    private final ProjectionMetrics metrics;
    private final Map<ReleaseId, Projector> running =
            new ConcurrentSkipListMap<>(Comparator.comparing(ReleaseId::space).thenComparingInt(ReleaseId::number));
    private final Tables tables;
    private final MeterRegistry registry;
    private final Gauge lag;
    private @Nullable DeadLetterRecords deadLetters;
    private volatile Optional<String> problem = Optional.empty();

    public Projectors(
            ProjectorSettings settings, EventCodecs codecs, ReleaseProjections projections, MeterRegistry registry) {
        this.settings = settings;
        this.codecs = codecs;
        this.projections = projections;
        this.tables = new Tables(settings.kafka(), codecs, settings.features());
        this.metrics = new ProjectionMetrics(registry);
        this.registry = registry;
        this.lag = Gauge.builder("rollout.projector.lag", this, Projectors::lag)
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
                    running.put(release.id(), start(release, wanted.values()));
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

    private Projector start(Release release, Collection<Release> others)
            throws UnusableReleaseException, IOException, TimeoutException, InterruptedException {
        FeatureTable features = tables.features();
        // What was deleted before this release's collection was made is known to the table from here on, and not made
        // again.
        features.awaitEnd(KAFKA_TIMEOUT);
        DeadLetterRecords letters = deadLetters();
        Projection projection = projections.open(release);
        ReleaseId id = release.id();
        Projector projector = new Projector(
                id,
                settings.kafka(),
                reading(release, others),
                projection,
                new ProjectionStep(
                        id,
                        codecs.embeddings(),
                        new FeatureLookup(features, release),
                        projection.towers().map(towers -> new TowerChange(release, tables::media, towers)),
                        projection),
                new ProjectionRecords(id, codecs, settings.kafka().topics(), letters),
                new ProjectionWriter(settings.kafka(), settings.transactionalIdOf(id), settings.transactionTimeout()),
                metrics);
        projector.start();
        return projector;
    }

    /** What towers have made is committed every few items: a crash costs little of it. */
    private BatchConsumerSettings reading(Release release, Collection<Release> others) {
        boolean ofOneTower = others.stream()
                .allMatch(other ->
                        other.contents().towers().equals(release.contents().towers()));
        int records =
                ofOneTower ? settings.maxBatchRecords() : Math.min(settings.maxBatchRecords(), MAX_REINFERRED_RECORDS);
        return new BatchConsumerSettings(
                settings.groupOf(release.id()),
                settings.kafka().topics().embeddings(),
                records,
                MAX_DELAY,
                BATCHES_IN_FLIGHT * records,
                CommitMode.BY_HANDLER,
                true,
                MAX_BATCH_BYTES,
                BATCHES_IN_FLIGHT * MAX_BATCH_BYTES,
                Duration.ZERO);
    }

    /** What towers said, opened when first needed. */
    public FeatureTable features() {
        return tables.features();
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
        return obstacle().or(() -> first(Projector::towerProblem));
    }

    /** Why some release may not be kept in step now, as far as no release is to blame for it: its own towers are. */
    public Optional<String> obstacle() {
        return problem.or(tables::problem).or(() -> first(Projector::problem));
    }

    private Optional<String> first(Function<Projector, Optional<String>> problems) {
        return running.values().stream().map(problems).flatMap(Optional::stream).findFirst();
    }

    private long lag() {
        return running.values().stream().mapToLong(Projector::lag).sum();
    }

    @Override
    public synchronized void close() {
        running.values().forEach(Projector::close);
        running.clear();
        tables.close();
        registry.remove(lag);
    }
}
