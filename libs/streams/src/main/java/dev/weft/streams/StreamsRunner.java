package dev.weft.streams;

import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a topology for as long as it is not closed: creates the topics, restores the stores, processes, and starts again with a back-off when Kafka
 * Streams gives up. A failure of a stream thread stops the whole client and is told by {@link #problem}: a single thread that is replaced again
 * and again would fail on the same record, and nobody would see it. Everything happens on a thread of its own. Thread-safe.
 */
public final class StreamsRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** Otherwise the group waits for it until its session ends, 45 s by default, and nobody has its partitions for so long. */
    private static final CloseOptions LEAVE =
            CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);

    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final KafkaSettings settings;
    private final StreamsPlan plan;
    private final StreamsListener listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<String> problem = Optional.of("not started yet");
    private volatile Optional<String> failure = Optional.empty();
    private @Nullable Thread thread;

    public StreamsRunner(KafkaSettings settings, StreamsPlan plan, StreamsListener listener) {
        this.settings = settings;
        this.plan = plan;
        this.listener = listener;
    }

    /** Begins to run; returns at once. */
    public void start() {
        thread = Thread.ofPlatform().name(plan.applicationId()).daemon().start(this::run);
    }

    /** Why it doesn't process, if it doesn't. */
    public Optional<String> problem() {
        return problem;
    }

    /** Stops and closes the stores. Idempotent; takes a few seconds at most. */
    @Override
    public void close() {
        closing.countDown();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(CLOSE_TIMEOUT.plusSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!isClosing()) {
            try {
                problem = Optional.of("connecting to Kafka at " + settings.bootstrapServers());
                TopicProvisioner.ensure(settings, BROKER_TIMEOUT);
                process();
                pause = FIRST_PAUSE_MILLIS;
            } catch (KafkaException | IllegalStateException | ExecutionException | TimeoutException e) {
                problem = Optional.of("cannot follow the topics: " + e.getMessage());
                LOG.warn("{} cannot follow its topics, trying again: error={}", plan.applicationId(), e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            await(pause);
        }
    }

    /** Returns when Kafka Streams has given up or the runner closes. */
    private void process() throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch ended = new CountDownLatch(1);
        failure = Optional.empty();
        KafkaStreams streams = new KafkaStreams(plan.topology().get(), new StreamsConfig(properties(clusterId())));
        try {
            streams.setUncaughtExceptionHandler(this::failed);
            streams.setStateListener((now, before) -> {
                switch (now) {
                    case RUNNING -> live(streams);
                    case ERROR, NOT_RUNNING -> ended.countDown();
                    default -> {}
                }
            });
            problem = Optional.of("restoring its stores");
            streams.start();
            while (!ended.await(100, TimeUnit.MILLISECONDS) && !isClosing()) {
                // Either is noticed within a tenth of a second.
            }
        } finally {
            listener.dark();
            problem = Optional.of(
                    failure.map(why -> "Kafka Streams has stopped: " + why).orElse("Kafka Streams has stopped"));
            // Not try-with-resources: without a limit it would wait for a broker that is gone.
            streams.close(LEAVE);
        }
    }

    private StreamThreadExceptionResponse failed(Throwable error) {
        failure = Optional.of(error.toString());
        LOG.error("{} failed and starts again", plan.applicationId(), error);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void live(KafkaStreams streams) {
        listener.live(streams);
        problem = Optional.empty();
        LOG.info("{} is live", plan.applicationId());
    }

    private Map<String, Object> properties(String clusterId) {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties(plan.applicationId()));
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, plan.applicationId());
        // Offsets in the stores mean nothing on another cluster or under another prefix.
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                plan.folder()
                        .resolve(clusterId + "-" + settings.topicPrefix() + "rows")
                        .toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocksDb.class);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, Integer.valueOf(settings.replicationFactor()));
        properties.putAll(plan.properties());
        return properties;
    }

    private String clusterId() throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> properties = settings.clientProperties(plan.applicationId() + "-admin");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(BROKER_TIMEOUT.toMillis()));
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        try (Admin admin = Admin.create(properties)) {
            return admin.describeCluster().clusterId().get(BROKER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void await(long millis) {
        try {
            boolean ended = closing.await(millis, TimeUnit.MILLISECONDS);
            LOG.debug("waited {} ms, closing: {}", millis, ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
