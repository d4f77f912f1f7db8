package dev.weft.miner;

import dev.weft.core.ReleaseId;
import dev.weft.core.running.Threads;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.media.ObjectStores;
import dev.weft.mining.MiningTopology;
import dev.weft.mining.negatives.Miner;
import dev.weft.mining.negatives.PictureHashes;
import dev.weft.streams.StreamsListener;
import dev.weft.streams.StreamsPlan;
import dev.weft.streams.StreamsRunner;
import dev.weft.vectorstore.StoreHealth;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running miner: the topology that makes anchors, the table of items, and the mining of whichever release is live. Thread-safe. */
final class MinerRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MinerRuntime.class);
    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration WATCH = Duration.ofMillis(500);

    /** About 20 MB. */
    private static final int REMEMBERED_HASHES = 100_000;

    private final MinerSettings settings;
    private final VectorStore store;
    private final LiveRelease live;
    private final StreamsRunner streams;
    private final AnchorTable table;
    private final AnchorFollower follower;
    private final ReleaseMining.Shared shared;
    private final MeterRegistry registry;
    private final TopicEnds ends;
    private final Thread watcher;
    private final Gauge lag;
    private @Nullable ReleaseMining mining;

    private MinerRuntime(
            MinerSettings settings,
            LiveRelease live,
            StreamsRunner streams,
            AnchorTable table,
            AnchorFollower follower,
            ReleaseMining.Shared shared,
            MeterRegistry registry) {
        this.settings = settings;
        this.store = shared.sources().store();
        this.live = live;
        this.streams = streams;
        this.table = table;
        this.follower = follower;
        this.shared = shared;
        this.ends = new TopicEnds(settings.kafka());
        this.registry = registry;
        this.lag = Gauge.builder("miner.lag", this, MinerRuntime::lag)
                .description("Anchors of this instance's partitions that are in no batch yet")
                .baseUnit("records")
                .register(registry);
        this.watcher = Thread.ofPlatform().daemon().name("weft-miner-releases").unstarted(this::watch);
    }

    /**
     * Opens the store and the objects, makes the topics ready and starts to mine. Blocks for seconds.
     *
     * @throws RuntimeException if one of them can't be had now
     */
    static MinerRuntime start(MinerSettings settings, MeterRegistry registry) {
        KafkaSettings kafka = settings.kafka();
        TopicProvisioner.ensure(kafka, KAFKA_TIMEOUT);
        LiveRelease live = FollowedRelease.open(kafka, EventCodecs.open(kafka), settings.release());
        try {
            return start(settings, live, registry);
        } catch (RuntimeException e) {
            live.close();
            throw e;
        }
    }

    /** The same against a release that somebody else tells, and that will be closed with the miner. */
    static MinerRuntime start(MinerSettings settings, LiveRelease live, MeterRegistry registry) {
        VectorStore store = VectorStores.open(settings.vectorStore());
        try {
            return start(settings, live, store, registry);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The same with a store that is open and will be closed with the miner. */
    static MinerRuntime start(MinerSettings settings, LiveRelease live, VectorStore store, MeterRegistry registry) {
        KafkaSettings kafka = settings.kafka();
        TopicProvisioner.ensure(kafka, KAFKA_TIMEOUT);
        JoinedTopics.requireEqualPartitions(kafka);
        EventCodecs codecs = EventCodecs.open(kafka);
        DeadLetterRecords letters = DeadLetterRecords.open(kafka, codecs, KAFKA_TIMEOUT);
        PictureReader pictures = new PictureReader(ObjectStores.open(settings.objectStore()));
        AnchorTable table = new AnchorTable();
        Miner.Sources sources =
                new Miner.Sources(store, table, table, new PictureHashes(pictures::hash, REMEMBERED_HASHES));
        int perDirection = settings.mining().perDirection();
        MinerRuntime runtime = new MinerRuntime(
                settings,
                live,
                new StreamsRunner(kafka, plan(settings, codecs, letters), StreamsListener.none()),
                table,
                new AnchorFollower(kafka, codecs.anchors(), table),
                new ReleaseMining.Shared(
                        settings,
                        codecs,
                        letters,
                        sources,
                        new MinerMetrics(registry, perDirection),
                        new RoundTally(perDirection),
                        Clock.systemUTC()),
                registry);
        runtime.begin();
        return runtime;
    }

    private static StreamsPlan plan(MinerSettings settings, EventCodecs codecs, DeadLetterRecords letters) {
        MiningTopology.Config config =
                new MiningTopology.Config(settings.kafka().topics(), codecs, letters);
        return new StreamsPlan(
                joiningGroup(settings),
                settings.running().state(),
                () -> MiningTopology.build(config),
                Map.of(
                        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                        StreamsConfig.EXACTLY_ONCE_V2,
                        StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                        settings.running().standbyReplicas()));
    }

    private static String joiningGroup(MinerSettings settings) {
        return settings.running().groupId() + "-anchors";
    }

    private void begin() {
        streams.start();
        follower.start();
        if (settings.running().continuous()) {
            watcher.start();
        }
    }

    /** Why pairs don't become batches now, if they don't. Asks the store. */
    Optional<String> problem() {
        return streams.problem()
                .or(follower::problem)
                .or(this::miningProblem)
                .or(() -> Optional.of(store.health()).flatMap(StoreHealth::problem));
    }

    private synchronized Optional<String> miningProblem() {
        return mining == null ? Optional.of("no release is mined yet") : mining.problem();
    }

    private synchronized long lag() {
        return mining == null ? 0 : mining.lag();
    }

    /** The ids of all anchors that are known, as they come and go. */
    Set<String> anchors() {
        return table.ids();
    }

    /** What has become of anchors since the last {@link #mineAgain}. */
    RoundTally tally() {
        return shared.tally();
    }

    /** Why items aren't joined now, if they aren't. */
    Optional<String> joinProblem() {
        return streams.problem().or(follower::problem);
    }

    /**
     * How much of what is said of items isn't joined into anchors yet; see {@link TopicEnds#behind}.
     *
     * @throws KafkaException if the broker can't be reached
     */
    long joinBehind() throws InterruptedException {
        return ends.behind(
                joiningGroup(settings),
                List.of(
                        settings.kafka().topics().media(),
                        settings.kafka().topics().embeddings(),
                        settings.kafka().topics().feedback()));
    }

    /**
     * Whether all anchors that are written are known.
     *
     * @throws KafkaException if the broker can't be reached
     */
    boolean hasReadAnchors() throws InterruptedException {
        return follower.hasRead(ends.of(List.of(settings.kafka().topics().anchors())));
    }

    /**
     * Begins with all anchors, against the live release. What is in batches already is written once more: the trainer takes the newest.
     *
     * @param anchors the ids of those that the {@link #tally()} is to wait for
     * @return the live release
     * @throws KafkaException if other miners of the group run, which must be stopped first, or the broker can't be reached; mining goes on as before
     */
    synchronized ReleaseId mineAgain(Set<String> anchors) {
        ReleaseId release = live.current();
        if (mining != null) {
            mining.close();
        }
        shared.tally().begin(anchors);
        try {
            Rewind.toTheBeginning(
                    settings.kafka(),
                    settings.groupOf(release),
                    settings.kafka().topics().anchors());
        } finally {
            mine(release);
        }
        return release;
    }

    private synchronized void mine(ReleaseId release) {
        ReleaseMining started = new ReleaseMining(release, shared);
        mining = started;
        started.start();
        LOG.info("mining: release={}", release);
    }

    private synchronized void follow() {
        ReleaseId current = live.current();
        if (mining == null) {
            mine(current);
        } else if (!mining.release().equals(current)) {
            mining.close();
            mine(current);
        }
    }

    /** Mining begins when the table of items is whole: without it, captions and pictures of neighbours are not known. */
    private void watch() {
        try {
            while (true) {
                if (follower.problem().isEmpty()) {
                    follow();
                }
                Thread.sleep(WATCH);
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped", e);
        }
    }

    @Override
    public void close() {
        if (settings.running().continuous()) {
            Threads.stop(watcher, CLOSE_TIMEOUT);
        }
        registry.remove(lag);
        synchronized (this) {
            if (mining != null) {
                mining.close();
            }
        }
        follower.close();
        streams.close();
        table.close();
        ends.close();
        live.close();
        store.close();
    }
}
