package dev.weft.gateway.table;

import dev.weft.events.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker every few seconds whether it is there. Clients that follow or produce notice nothing of a broker that is away while there
 * is nothing to do.
 */
public final class BrokerProbe implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int TIMEOUT_MILLIS = 3_000;

    private final KafkaSettings settings;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("gateway-broker-probe").daemon().factory());
    private volatile Optional<String> problem = Optional.of("Kafka has not been asked yet");
    private @Nullable ScheduledFuture<?> schedule;
    private @Nullable Admin admin;

    public BrokerProbe(KafkaSettings settings) {
        this.settings = settings;
    }

    public void start() {
        schedule = executor.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What the broker's last answer lacked, if it lacked anything. */
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        ScheduledFuture<?> running = schedule;
        if (running != null) {
            running.cancel(true);
        }
        executor.close();
        Admin open = admin;
        if (open != null) {
            open.close(Duration.ofSeconds(1));
        }
    }

    private void ask() {
        try {
            Admin open = admin;
            if (open == null) {
                open = Admin.create(properties());
                admin = open;
            }
            open.describeCluster().nodes().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            problem = Optional.empty();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            problem = Optional.of("Kafka at " + settings.bootstrapServers() + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = settings.clientProperties("weft-gateway-probe");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return properties;
    }
}
