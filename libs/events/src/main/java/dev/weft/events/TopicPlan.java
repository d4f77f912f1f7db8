package dev.weft.events;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic looks like when we create it.
 *
 * @param ordered one partition, whatever the others have: readers must see its records in one order
 */
record TopicPlan(String name, String cleanupPolicy, Map<String, String> otherConfigs, boolean ordered) {

    /** A dead letter carries a whole record of up to 1 MiB (Kafka's default limit) plus its story. */
    static final int MAX_DEAD_LETTER_BYTES = 4 * 1024 * 1024;

    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    /**
     * Longer than a dead letter can live: Kafka removes whole segments, and by default closes one after a week, so that a record may outlive its
     * retention by that much.
     */
    private static final Duration REPLAY_RETENTION = DEAD_LETTER_RETENTION.multipliedBy(3);

    /** Longer than any model waits for its next round; the trainer's pool is what is in here. */
    private static final Duration FEEDBACK_RETENTION = Duration.ofDays(730);

    /** A trainer drops batches older than a day: a week is for people who look at them. */
    private static final Duration BATCH_RETENTION = Duration.ofDays(7);

    static List<TopicPlan> all(Topics topics) {
        return List.of(
                compacted(topics.media()),
                compacted(topics.features()),
                compacted(topics.status()),
                // Endless until an operator decides otherwise: a new index is filled from this topic.
                new TopicPlan(
                        topics.embeddings(), "compact,delete", Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"), false),
                new TopicPlan(
                        topics.deadLetters(),
                        "delete",
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(DEAD_LETTER_RETENTION.toMillis()),
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(MAX_DEAD_LETTER_BYTES)),
                        false),
                new TopicPlan(
                        topics.replays(),
                        "compact,delete",
                        Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(REPLAY_RETENTION.toMillis())),
                        false),
                new TopicPlan(topics.releases(), "compact", Map.of(), true),
                compacted(topics.anchors()),
                kept(topics.neighbours(), BATCH_RETENTION),
                kept(topics.feedback(), FEEDBACK_RETENTION),
                kept(topics.batches(), BATCH_RETENTION));
    }

    private static TopicPlan kept(String name, Duration retention) {
        return new TopicPlan(
                name, "delete", Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())), false);
    }

    private static TopicPlan compacted(String name) {
        return new TopicPlan(name, "compact", Map.of(), false);
    }

    NewTopic newTopic(int partitions, short replicationFactor) {
        Map<String, String> configs = new HashMap<>(otherConfigs);
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy);
        Optional<Short> replicas = replicationFactor == -1 ? Optional.empty() : Optional.of(replicationFactor);
        return new NewTopic(name, Optional.of(ordered ? 1 : partitions), replicas).configs(configs);
    }

    /** Policies are a set: {@code delete,compact} is what {@code compact,delete} says. */
    boolean hasPolicy(String actual) {
        return policies(actual).equals(policies(cleanupPolicy));
    }

    private static Set<String> policies(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(policy -> !policy.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
