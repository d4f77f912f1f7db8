package dev.weft.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing. Topics that exist are left alone, whatever their settings. */
public final class TopicProvisioner {

    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);

    private static final long RETRY_MILLIS = 20;

    private TopicProvisioner() {}

    /**
     * Makes sure that all topics exist. Idempotent; several processes may do it at the same time.
     *
     * @param timeout how long to wait for the broker
     * @return one sentence for each topic whose cleanup policy is not the expected one; they are logged as warnings too
     * @throws IllegalStateException if the broker can't be reached in time, or refuses
     */
    public static List<String> ensure(KafkaSettings settings, Duration timeout) {
        return ensure(settings, TopicPlan.all(settings.topics()), timeout);
    }

    /**
     * As {@link #ensure(KafkaSettings, Duration)} for the topic of dead letters alone, and makes sure that a topic of somebody else's is there:
     * it is never created, as nobody here knows what it should look like.
     *
     * @throws IllegalStateException also if the foreign topic does not exist
     */
    public static List<String> ensureDeadLettersOf(KafkaSettings settings, String foreignTopic, Duration timeout) {
        Map<String, Object> properties = adminProperties(settings, timeout);
        try (Admin admin = Admin.create(properties)) {
            if (!admin.listTopics().names().get().contains(foreignTopic)) {
                throw new IllegalStateException("topic " + foreignTopic + " must exist on "
                        + settings.bootstrapServers() + ", or the rights to describe it are missing");
            }
        } catch (ExecutionException e) {
            throw notReady(settings, timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for topic " + foreignTopic, e);
        }
        String deadLetters = settings.topics().deadLetters();
        return ensure(
                settings,
                TopicPlan.all(settings.topics()).stream()
                        .filter(plan -> plan.name().equals(deadLetters))
                        .toList(),
                timeout);
    }

    private static Map<String, Object> adminProperties(KafkaSettings settings, Duration timeout) {
        Map<String, Object> properties = settings.clientProperties("weft-topics");
        int timeoutMillis = Math.toIntExact(timeout.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeoutMillis, 5_000));
        return properties;
    }

    private static IllegalStateException notReady(KafkaSettings settings, Duration timeout, ExecutionException e) {
        return new IllegalStateException(
                "topics " + settings.topicPrefix() + "* could not be made ready on " + settings.bootstrapServers()
                        + " within " + timeout.toSeconds()
                        + " s: check weft.kafka.bootstrap-servers and the rights to create topics",
                e.getCause());
    }

    private static List<String> ensure(KafkaSettings settings, List<TopicPlan> plans, Duration timeout) {
        try (Admin admin = Admin.create(adminProperties(settings, timeout))) {
            List<String> created = createMissing(admin, plans, settings);
            List<String> mismatches = mismatches(settled(admin, plans, System.nanoTime() + timeout.toNanos()), plans);
            if (!created.isEmpty()) {
                awaitLeaders(admin, created);
            }
            return mismatches;
        } catch (ExecutionException e) {
            throw notReady(settings, timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    /** @return the names of those that were missing */
    private static List<String> createMissing(Admin admin, List<TopicPlan> plans, KafkaSettings settings)
            throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing = plans.stream()
                .filter(plan -> !existing.contains(plan.name()))
                .map(plan -> plan.newTopic(settings.partitions(), settings.replicationFactor()))
                .toList();
        Collection<KafkaFuture<Void>> creations =
                admin.createTopics(missing).values().values();
        for (KafkaFuture<Void> creation : creations) {
            try {
                creation.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        return missing.stream().map(NewTopic::name).toList();
    }

    /**
     * Waits until the leaders of new partitions have them. A producer that sends several requests before that gets the first one refused and the others
     * out of order behind it, and may need all of its delivery timeout, two minutes, to find out of that.
     */
    private static void awaitLeaders(Admin admin, List<String> topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition ->
                                ends.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        // Only the leader itself answers; the client asks until it does.
        admin.listOffsets(ends).all().get();
    }

    /** A topic that was just created is not known everywhere at once: not to the broker that is asked next, at times. */
    private static Map<ConfigResource, Config> settled(Admin admin, List<TopicPlan> plans, long deadlineNanos)
            throws ExecutionException, InterruptedException {
        List<ConfigResource> resources =
                plans.stream().map(TopicProvisioner::resource).toList();
        List<String> names = plans.stream().map(TopicPlan::name).toList();
        while (true) {
            try {
                admin.describeTopics(names).allTopicNames().get();
                return admin.describeConfigs(resources).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() - deadlineNanos > 0) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }

    private static ConfigResource resource(TopicPlan plan) {
        return new ConfigResource(ConfigResource.Type.TOPIC, plan.name());
    }

    private static List<String> mismatches(Map<ConfigResource, Config> configs, List<TopicPlan> plans) {
        List<String> mismatches = new ArrayList<>();
        for (TopicPlan plan : plans) {
            Config config = configs.get(resource(plan));
            String actual = config == null
                    ? ""
                    : config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            if (!plan.hasPolicy(actual)) {
                String mismatch = "topic " + plan.name() + " must have cleanup.policy=" + plan.cleanupPolicy()
                        + ", got " + actual + ": change it with kafka-configs, records may be lost or pile up";
                LOG.warn("{}", mismatch);
                mismatches.add(mismatch);
            }
        }
        return List.copyOf(mismatches);
    }
}
