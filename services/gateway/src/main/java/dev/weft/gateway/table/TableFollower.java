package dev.weft.gateway.table;

import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import java.nio.file.Path;
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
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link MediaTable} up to date: creates the topics, restores the stores, follows, and starts again with a back-off when Kafka Streams
 * gives up. Everything happens on a thread of its own; {@link #start} returns at once.
 */
public final class TableFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableFollower.class);
    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final KafkaSettings settings;
    private final Path folder;
    private final MediaTable table;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<String> problem = Optional.of("not started yet");
    private @Nullable Thread thread;

    /** @param folder where the stores lie; one gateway at a time may use it */
    public TableFollower(KafkaSettings settings, Path folder, MediaTable table) {
        this.settings = settings;
        this.folder = folder;
        this.table = table;
    }

    /** Begins to follow. */
    public void start() {
        thread = Thread.ofPlatform().name("gateway-table").daemon().start(this::run);
    }

    /** Why the table isn't up to date, if it isn't. */
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
                follow();
                pause = FIRST_PAUSE_MILLIS;
            } catch (KafkaException | IllegalStateException | ExecutionException | TimeoutException e) {
                problem = Optional.of("cannot follow the topics: " + e.getMessage());
                LOG.warn("The gateway's table cannot follow its topics, trying again: error={}", e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            await(pause);
        }
    }

    /** Returns when Kafka Streams has given up or the gateway closes. */
    private void follow() throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch ended = new CountDownLatch(1);
        KafkaStreams streams = new KafkaStreams(
                TableTopology.build(settings.topics(), table), new StreamsConfig(properties(clusterId())));
        try {
            streams.setStateListener((now, before) -> {
                switch (now) {
                    case RUNNING -> live(streams);
                    case ERROR, NOT_RUNNING -> ended.countDown();
                    default -> {}
                }
            });
            problem = Optional.of("restoring the table");
            streams.start();
            while (!ended.await(100, TimeUnit.MILLISECONDS) && !isClosing()) {
                // Either is noticed within a tenth of a second.
            }
        } finally {
            table.goDark();
            problem = Optional.of("Kafka Streams has stopped");
            // Not try-with-resources: without a limit it would wait for a broker that is gone.
            streams.close(CLOSE_TIMEOUT);
        }
    }

    private void live(KafkaStreams streams) {
        table.goLive(new StreamsTableView(streams));
        problem = Optional.empty();
        LOG.info("The gateway's table is live: {}", table.states());
    }

    private Map<String, Object> properties(String clusterId) {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties("weft-gateway-table"));
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "weft-gateway");
        // Offsets in the stores mean nothing on another cluster or under another prefix.
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                folder.resolve(clusterId + "-" + settings.topicPrefix() + "rows")
                        .toString());
        properties.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocksDb.class);
        return properties;
    }

    private String clusterId() throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> properties = settings.clientProperties("weft-gateway-table-admin");
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
