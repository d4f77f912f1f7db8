package dev.weft.events.leadership;

import dev.weft.events.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker who has the leaders' partition. */
record LeaderLookup(KafkaSettings kafka, String group, TopicPartition place) {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderLookup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    Optional<String> address() throws InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties(group + "-lookup"))) {
            Map<String, ConsumerGroupDescription> found =
                    admin.describeConsumerGroups(Set.of(group)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return found.values().stream()
                    .flatMap(description -> description.members().stream())
                    .filter(member -> member.assignment().topicPartitions().contains(place))
                    .map(MemberDescription::host)
                    // "/10.0.0.7", as Java writes an address without a name.
                    .map(host -> host.startsWith("/") ? host.substring(1) : host)
                    .findFirst();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("it is not known who leads: group={}", group, e);
            return Optional.empty();
        }
    }
}
