package dev.weft.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How large a dead letter may be: what both our producer sends and the topic takes. */
final class DeadLetterLimit {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLimit.class);

    /** Kafka's own default of {@code max.message.bytes}: what to expect of a topic that may not be looked at. */
    private static final int BROKER_DEFAULT_BYTES = 1_048_588;

    private DeadLetterLimit() {}

    static int of(KafkaSettings settings, Duration timeout) {
        int sent = Optional.ofNullable(settings.properties().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG))
                .map(Integer::parseInt)
                .orElse(TopicPlan.MAX_DEAD_LETTER_BYTES);
        return Math.min(sent, taken(settings, timeout));
    }

    private static int taken(KafkaSettings settings, Duration timeout) {
        String topic = settings.topics().deadLetters();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(settings.clientProperties("weft-dead-letter-limit"))) {
            Map<ConfigResource, Config> configs =
                    admin.describeConfigs(List.of(resource)).all().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.ofNullable(configs.get(resource))
                    .flatMap(config -> Optional.ofNullable(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)))
                    .map(ConfigEntry::value)
                    .map(Integer::parseInt)
                    .orElse(BROKER_DEFAULT_BYTES);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                LOG.warn(
                        "the right to describe the configs of topic {} is missing: larger dead letters than {} bytes are cut",
                        topic,
                        BROKER_DEFAULT_BYTES);
                return BROKER_DEFAULT_BYTES;
            }
            throw unknown(settings, topic, e);
        } catch (TimeoutException e) {
            throw unknown(settings, topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at topic " + topic, e);
        }
    }

    private static IllegalStateException unknown(KafkaSettings settings, String topic, Throwable cause) {
        return new IllegalStateException(
                "max.message.bytes of topic " + topic + " could not be had from " + settings.bootstrapServers(), cause);
    }
}
